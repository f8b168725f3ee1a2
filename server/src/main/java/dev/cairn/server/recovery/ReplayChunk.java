// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import java.util.Arrays;

/** Batches of the log on their way from the thread that reads them to the command thread, which repeats them. */
final class ReplayChunk {
    private static final int BYTES = 256 * 1024;

    private byte[] bytes = new byte[BYTES];
    private int length;
    private int[] ends = new int[64];
    private long[] wallTimes = new long[64];
    private int batches;

    /** Whether the chunk is worth handing over. */
    boolean isFull() {
        return length >= BYTES;
    }

    boolean isEmpty() {
        return batches == 0;
    }

    void add(byte[] payload, int count, long wallTimeMillis) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.addExact(length, count));
        }
        System.arraycopy(payload, 0, bytes, length, count);
        length += count;
        if (batches == ends.length) {
            ends = Arrays.copyOf(ends, 2 * batches);
            wallTimes = Arrays.copyOf(wallTimes, 2 * batches);
        }
        ends[batches] = length;
        wallTimes[batches] = wallTimeMillis;
        batches++;
    }

    /** Empties the chunk for further use; one that has grown far is left to the collector. */
    ReplayChunk reset() {
        if (bytes.length > 4 * BYTES) {
            bytes = new byte[BYTES];
        }
        length = 0;
        batches = 0;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    int batches() {
        return batches;
    }

    int start(int batch) {
        return batch == 0 ? 0 : ends[batch - 1];
    }

    int end(int batch) {
        return ends[batch];
    }

    long wallTimeMillis(int batch) {
        return wallTimes[batch];
    }
}
