// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import dev.cairn.aof.segment.LogDisk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/** A disk that obeys a test: full, broken or stalled as long as the test says so. */
final class FaultyDisk implements LogDisk {
    volatile boolean full;

    /** There is no room for more than this in one piece. */
    volatile long longestReservation = Long.MAX_VALUE;

    /** A sync fails where the file's path contains this. */
    volatile String failingPath;

    /** A sync fails as only a defect lets it. */
    volatile boolean defective;

    /** Whoever holds it keeps all syncs from finishing. */
    final ReentrantLock stall = new ReentrantLock();

    volatile int forceCount;
    volatile boolean writesBack;

    @Override
    public void reserve(Path file, long offset, long length) throws IOException {
        if (full || length > longestReservation) {
            throw new IOException("No space left on device");
        }
        SYSTEM.reserve(file, offset, length);
    }

    @Override
    public void fetch(Path file, long offset, long length) {
        SYSTEM.fetch(file, offset, length);
    }

    @Override
    public void writeBack(Path file, long offset, long length) {
        writesBack = true;
        SYSTEM.writeBack(file, offset, length);
    }

    @Override
    public long usableBytes(Path file) {
        return Math.min(SYSTEM.usableBytes(file), longestReservation);
    }

    @Override
    public void force(Path file, FileChannel channel) throws IOException {
        stall.lock();
        try {
            if (defective) {
                throw new IllegalStateException("a defect");
            }
            String failing = failingPath;
            if (failing != null && file.toString().contains(failing)) {
                throw new IOException("Input/output error");
            }
            SYSTEM.force(file, channel);
            countForce();
        } finally {
            stall.unlock();
        }
    }

    private synchronized void countForce() {
        forceCount = forceCount + 1;
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        SYSTEM.forceFolder(folder);
    }
}
