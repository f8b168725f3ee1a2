// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import java.util.Arrays;

/**
 * Remembers when keys were last written, coarsely, so that the engine knows what a read has to wait for.
 *
 * <p>Each write leaves its stamp in a slot that the key's hash chooses; a read raises the read stamp to that of its slot.
 * Two keys may share a slot: then a read waits for a write that it did not see, which costs time and nothing else.
 */
final class ReadFence {
    private static final int SLOTS = 4096;

    private final long[] slots = new long[SLOTS];
    private long stamp;
    private long newest;
    private long read;

    void stamp(long newStamp) {
        stamp = newStamp;
    }

    long stamp() {
        return stamp;
    }

    void wrote(long hash) {
        slots[(int) hash & (SLOTS - 1)] = stamp;
        newest = stamp;
    }

    void wroteEverything() {
        Arrays.fill(slots, stamp);
        newest = stamp;
    }

    void read(long hash) {
        long written = slots[(int) hash & (SLOTS - 1)];
        if (written > read) {
            read = written;
        }
    }

    void readEverything() {
        read = Math.max(read, newest);
    }

    long readStamp() {
        return read;
    }

    void clearReadStamp() {
        read = 0;
    }
}
