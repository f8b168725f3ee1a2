// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.aof.segment.LogDisk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A disk whose syncs do not return while it is stalled, and make the log fail as a defect does when it is broken: at what
 * has been appended, never at a segment that is being prepared.
 */
final class StallingDisk implements LogDisk {
    private volatile CountDownLatch stall = new CountDownLatch(0);
    private volatile CountDownLatch reached = new CountDownLatch(0);

    private volatile boolean broken;

    void breakDown() {
        broken = true;
    }

    void stall() {
        reached = new CountDownLatch(1);
        stall = new CountDownLatch(1);
    }

    /** Waits until a sync has begun that will not return. */
    void awaitSync() throws InterruptedException {
        reached.await();
    }

    void goOn() {
        stall.countDown();
    }

    @Override
    public void reserve(Path file, long offset, long length) throws IOException {
        SYSTEM.reserve(file, offset, length);
    }

    @Override
    public void fetch(Path file, long offset, long length) {
        SYSTEM.fetch(file, offset, length);
    }

    @Override
    public void writeBack(Path file, long offset, long length) {
        SYSTEM.writeBack(file, offset, length);
    }

    @Override
    public long usableBytes(Path file) {
        return SYSTEM.usableBytes(file);
    }

    @Override
    public void force(Path file, FileChannel channel) throws IOException {
        try {
            reached.countDown();
            stall.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (broken && !file.getParent().endsWith("building")) {
            throw new IllegalStateException("a defect");
        }
        SYSTEM.force(file, channel);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        SYSTEM.forceFolder(folder);
    }
}
