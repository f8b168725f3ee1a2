// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageSink;
import dev.cairn.storage.snapshot.Snapshot;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The walk pauses and goes on, before-images never wait, and what is lent is bounded. */
class ImageQueueTest {
    private static final int CHUNK_BYTES = ImageSink.CHUNK_BYTES;
    private static final int CHUNKS_UNTIL_PAUSE = (1 << 20) / CHUNK_BYTES;

    private int woken;
    private final SpareChunks spare = new SpareChunks();
    private final ImageQueue queue = new ImageQueue(spare, () -> woken++);

    private void fill(int chunks) {
        for (int i = 0; i < chunks; i++) {
            queue.accept(queue.borrow(1), CHUNK_BYTES);
        }
    }

    private void write(int chunks) throws InterruptedException {
        for (int i = 0; i < chunks; i++) {
            queue.recycle(queue.take());
        }
    }

    @Test
    void theWalkPausesWhileMuchWaitsAndIsWokenOnce() throws InterruptedException {
        fill(CHUNKS_UNTIL_PAUSE - 1);
        assertFalse(queue.full());
        fill(1);
        assertTrue(queue.full());
        // Half of it is written before it is worth while to go on.
        write(CHUNKS_UNTIL_PAUSE / 2);
        assertEquals(0, woken);
        write(1);
        assertEquals(1, woken);
        assertFalse(queue.full());
        write(CHUNKS_UNTIL_PAUSE / 2 - 1);
        assertEquals(1, woken);
    }

    /** A walk that hands over many chunks with little in them makes no more of them than are kept. */
    @Test
    void aChunkCountsWholeHoweverLittleItHolds() {
        for (int i = 0; i < CHUNKS_UNTIL_PAUSE; i++) {
            assertFalse(queue.full());
            queue.accept(queue.borrow(1), 1);
        }
        assertTrue(queue.full());
        assertTrue(CHUNKS_UNTIL_PAUSE < SpareChunks.MOST);
    }

    /** Nobody who did not find the queue full is told that it is not. */
    @Test
    void onlyAWalkThatPausesIsWoken() throws InterruptedException {
        fill(2 * CHUNKS_UNTIL_PAUSE);
        write(2 * CHUNKS_UNTIL_PAUSE);
        assertEquals(0, woken);
    }

    /** Before-images are taken whether the queue is full or not, until there is nothing left to do but to give up. */
    @Test
    void beforeImagesNeverWait() throws InterruptedException {
        fill(CHUNKS_UNTIL_PAUSE);
        assertTrue(queue.full());
        int more = (int) ((queue.limitBytes() - (1 << 20)) / CHUNK_BYTES);
        // Their bytes are not touched, so this costs addresses rather than memory.
        fill(more);
        assertFalse(queue.isOverrun());
        fill(1);
        assertTrue(queue.isOverrun());
        write(1);
        assertFalse(queue.isOverrun());
    }

    /** What the snapshot still holds counts too: nearly empty chunks behind a value that is not complete yet. */
    @Test
    void whatIsLentCounts() {
        for (long lent = 0; lent <= queue.limitBytes(); lent += CHUNK_BYTES) {
            assertFalse(queue.isOverrun());
            queue.borrow(1);
        }
        assertTrue(queue.isOverrun());
        assertFalse(queue.full());
    }

    @Test
    void chunksAreUsedAgain() throws InterruptedException {
        byte[] first = queue.borrow(100);
        assertEquals(CHUNK_BYTES, first.length);
        queue.accept(first, 1);
        write(1);
        assertSame(first, queue.borrow(CHUNK_BYTES));
        assertNotSame(first, queue.borrow(1));
    }

    /** The second snapshot makes no chunks of its own. */
    @Test
    void theNextSnapshotUsesThemToo() throws InterruptedException {
        byte[] first = queue.borrow(1);
        queue.accept(first, 1);
        write(1);
        assertSame(first, new ImageQueue(spare, () -> {}).borrow(1));
    }

    /** What a walk borrows is what is kept: a snapshot of whatever length makes only a few chunks. */
    @Test
    void aWalkUsesItsChunksAgain() {
        Set<byte[]> chunks = Collections.newSetFromMap(new IdentityHashMap<>());
        int[] written = {0};
        ImageSink sink =
                new ImageSink() {
                    @Override
                    public byte[] borrow(int atLeast) {
                        byte[] chunk = queue.borrow(atLeast);
                        chunks.add(chunk);
                        return chunk;
                    }

                    @Override
                    public void accept(byte[] chunk, int length) {
                        queue.accept(chunk, length);
                        assertDoesNotThrow(() -> write(1));
                        written[0]++;
                    }

                    @Override
                    public boolean full() {
                        return queue.full();
                    }
                };
        try (Keyspace keyspace = Keyspace.open(new StorageConfig().reserveBytes(1L << 30))) {
            for (int i = 0; i < 20_000; i++) {
                ByteSlice name = ByteSlice.of("name" + i);
                keyspace.database(0).strings().setText(name, name);
            }
            Snapshot snapshot = keyspace.beginSnapshot(sink);
            while (!snapshot.advance(16)) {
                assertFalse(queue.full());
            }
        }
        assertTrue(written[0] > 10, "there were " + written[0]);
        assertTrue(chunks.size() < 3, written[0] + " chunks were " + chunks.size() + " arrays");
    }

    /** A chunk for one long value is not kept for short ones. */
    @Test
    void longChunksAreNotKept() throws InterruptedException {
        byte[] large = queue.borrow(CHUNK_BYTES + 1);
        assertEquals(CHUNK_BYTES + 1, large.length);
        queue.accept(large, large.length);
        write(1);
        assertEquals(CHUNK_BYTES, queue.borrow(1).length);
    }

    /** After a flood of before-images the queue does not keep what they took. */
    @Test
    void fewSpareChunksAreKept() throws InterruptedException {
        List<byte[]> before = new ArrayList<>();
        for (int i = 0; i < 3 * CHUNKS_UNTIL_PAUSE; i++) {
            before.add(queue.borrow(1));
        }
        before.forEach(chunk -> queue.accept(chunk, 1));
        write(before.size());
        int again = 0;
        for (int i = 0; i < before.size(); i++) {
            byte[] chunk = queue.borrow(1);
            again += before.stream().anyMatch(each -> each == chunk) ? 1 : 0;
        }
        assertEquals(SpareChunks.MOST, again);
    }

    @Test
    void theEndComesLastAndGivingUpComesFirst() throws InterruptedException {
        fill(2);
        queue.end();
        write(2);
        assertEquals(ImageQueue.Chunk.END, queue.take().length());
        fill(2);
        queue.abort();
        assertEquals(ImageQueue.Chunk.ABORT, queue.take().length());
    }
}
