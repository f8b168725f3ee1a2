// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.writer;

import dev.cairn.aof.LogBatch;
import dev.cairn.aof.segment.SegmentAppender;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;

/**
 * Copies of the batches that are appended and not yet durable: should a sync fail, they are the truth.
 *
 * <p>They lie one behind the other in chunks, each behind its position, wall time, command count and length. Chunks
 * whose batches are all durable are used again. Beyond the limit the oldest chunk is given up, and a failed sync
 * needs a snapshot. Writer thread only.
 */
final class HeldBatches {
    /** Small enough for every garbage collector to treat it as an ordinary object. */
    private static final int CHUNK_BYTES = 256 * 1024;

    /** So many empty chunks are always kept; what is kept beyond it goes one by one when it is not used. */
    private static final int MIN_SPARE_CHUNKS = 16;

    private static final int POSITION = 0;
    private static final int WALL = POSITION + 8;
    private static final int COMMANDS = WALL + 8;
    private static final int LENGTH = COMMANDS + 4;
    private static final int PREFIX_BYTES = LENGTH + 4;

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final class Chunk {
        private final byte[] bytes;
        private int used;
        private long firstPosition;
        private long endPosition;

        Chunk(int capacity) {
            bytes = new byte[capacity];
        }
    }

    private final long limitBytes;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private final ArrayDeque<Chunk> spare = new ArrayDeque<>();
    private long heldBytes;
    private long end;

    HeldBatches(long limitBytes, long position) {
        this.limitBytes = limitBytes;
        this.end = position;
    }

    /** Copies a batch that begins where the last one ended. */
    void add(LogBatch batch) {
        long position = end;
        end += batch.length();
        int needed = PREFIX_BYTES + batch.length();
        if (needed < 0 || needed > limitBytes) {
            clear();
            return;
        }
        Chunk chunk = chunks.peekLast();
        if (chunk == null || chunk.bytes.length - chunk.used < needed) {
            chunk = newChunk(needed, position);
        }
        byte[] bytes = chunk.bytes;
        int at = chunk.used;
        LONGS.set(bytes, at + POSITION, position);
        LONGS.set(bytes, at + WALL, batch.wallTimeMillis());
        INTS.set(bytes, at + COMMANDS, batch.commandCount());
        INTS.set(bytes, at + LENGTH, batch.length());
        System.arraycopy(batch.array(), 0, bytes, at + PREFIX_BYTES, batch.length());
        chunk.used += needed;
        chunk.endPosition = end;
    }

    private Chunk newChunk(int needed, long position) {
        Chunk chunk = needed <= CHUNK_BYTES ? spare.poll() : null;
        if (chunk == null) {
            chunk = new Chunk(Math.max(needed, CHUNK_BYTES));
        }
        chunk.used = 0;
        chunk.firstPosition = position;
        chunks.add(chunk);
        heldBytes += chunk.bytes.length;
        while (heldBytes > limitBytes && chunks.size() > 1) {
            retire(chunks.poll());
        }
        return chunk;
    }

    /** Everything before this position is durable and need not be held. */
    void release(long durablePosition) {
        while (!chunks.isEmpty() && chunks.peek().endPosition <= durablePosition) {
            retire(chunks.poll());
        }
        if (spare.size() > MIN_SPARE_CHUNKS + 2 * chunks.size()) {
            spare.poll();
        }
    }

    void clear() {
        while (!chunks.isEmpty()) {
            retire(chunks.poll());
        }
    }

    private void retire(Chunk chunk) {
        heldBytes -= chunk.bytes.length;
        if (chunk.bytes.length == CHUNK_BYTES) {
            spare.add(chunk);
        }
    }

    /** Whether all batches from this position on are held. */
    boolean covers(long position) {
        return position >= (chunks.isEmpty() ? end : chunks.peek().firstPosition);
    }

    /** Appends the held batches from this position on. */
    void appendTo(SegmentAppender appender, long from) throws IOException {
        for (Chunk chunk : chunks) {
            byte[] bytes = chunk.bytes;
            for (int at = 0; at < chunk.used; ) {
                long position = (long) LONGS.get(bytes, at + POSITION);
                int length = (int) INTS.get(bytes, at + LENGTH);
                int payloadAt = at + PREFIX_BYTES;
                if (position >= from) {
                    appender.append(
                            bytes,
                            payloadAt,
                            length,
                            position,
                            (long) LONGS.get(bytes, at + WALL),
                            (int) INTS.get(bytes, at + COMMANDS),
                            from);
                }
                at = payloadAt + length;
            }
        }
    }
}
