// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.storage.snapshot.ImageSink;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Chunks of images on their way from the command thread, which fills them, to the thread that writes them. The walk
 * pauses while many wait; before-images cannot, so their number is bounded by giving up: a disk that does not keep up
 * must not take the heap. What counts for that are chunks that were lent, filled or not, for before-images that have to
 * wait behind a big value stay with the snapshot until it is complete.
 *
 * <p>A chunk counts whole however little it holds: so the walk pauses before more of them are made than are kept.
 */
final class ImageQueue implements ImageSink {
    /** A chunk of images, or one of the two lengths that end the queue. */
    static final class Chunk {
        static final int END = -1;
        static final int ABORT = -2;

        private final byte[] bytes;
        private final int length;

        Chunk(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }
    }

    static final long PAUSE_BYTES = 1 << 20;
    private static final long RESUME_BYTES = 512 << 10;
    private static final long LEAST_LIMIT_BYTES = 64 << 20;
    private static final byte[] NOTHING = new byte[0];

    private final BlockingQueue<Chunk> filled = new LinkedBlockingQueue<>();
    private final SpareChunks spare;
    private final AtomicLong lentBytes = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final long limitBytes;
    private final Runnable wakeWalk;
    private volatile boolean walkPauses;

    /**
     * @param spare chunks that earlier snapshots have used
     * @param wakeWalk told, on the writing thread, that a walk which found the queue full may go on
     */
    ImageQueue(SpareChunks spare, Runnable wakeWalk) {
        this.spare = spare;
        this.wakeWalk = wakeWalk;
        this.limitBytes = Math.max(LEAST_LIMIT_BYTES, Runtime.getRuntime().maxMemory() / 4);
    }

    // The command thread

    @Override
    public byte[] borrow(int atLeast) {
        byte[] chunk = spare.take(atLeast);
        lentBytes.addAndGet(chunk.length);
        return chunk;
    }

    @Override
    public void accept(byte[] chunk, int length) {
        waitingBytes.addAndGet(chunk.length);
        filled.add(new Chunk(chunk, length));
    }

    @Override
    public boolean full() {
        if (waitingBytes.get() < PAUSE_BYTES) {
            return false;
        }
        walkPauses = true;
        // The writer may have emptied the queue before it could see the wish to be told.
        return waitingBytes.get() >= PAUSE_BYTES;
    }

    /** Whether more is lent than the heap can spare. */
    boolean isOverrun() {
        return lentBytes.get() > limitBytes;
    }

    long limitBytes() {
        return limitBytes;
    }

    /** Everything has been handed over. */
    void end() {
        filled.add(new Chunk(NOTHING, Chunk.END));
    }

    /** What was handed over is not wanted any more. */
    void abort() {
        filled.clear();
        filled.add(new Chunk(NOTHING, Chunk.ABORT));
    }

    // The writing thread

    /** The next chunk; waits for it. */
    Chunk take() throws InterruptedException {
        return filled.take();
    }

    /** Gives a chunk back that has been written. */
    void recycle(Chunk chunk) {
        int capacity = chunk.bytes().length;
        lentBytes.addAndGet(-capacity);
        spare.keep(chunk.bytes());
        long waiting = waitingBytes.addAndGet(-capacity);
        if (walkPauses && waiting < RESUME_BYTES) {
            walkPauses = false;
            wakeWalk.run();
        }
    }
}
