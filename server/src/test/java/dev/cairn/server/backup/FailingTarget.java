// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A target that breaks down at its n-th step; a put may have been done, or not, or by half as a folder leaves it. */
final class FailingTarget implements BackupTarget {
    private final BackupTarget real;
    private int stepsLeft;
    private final boolean doneAllTheSame;

    FailingTarget(BackupTarget real, int steps, boolean doneAllTheSame) {
        this.real = real;
        this.stepsLeft = steps;
        this.doneAllTheSame = doneAllTheSame;
    }

    boolean hasFailed() {
        return stepsLeft < 0;
    }

    private boolean fails() {
        return --stepsLeft < 0;
    }

    private static IOException broken() {
        return new IOException("the target broke down");
    }

    @Override
    public List<String> names(String beginning) throws IOException {
        return real.names(beginning);
    }

    @Override
    public InputStream open(String name) throws IOException {
        if (fails()) {
            throw broken();
        }
        return real.open(name);
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        if (!fails()) {
            real.put(name, content);
            return;
        }
        if (doneAllTheSame) {
            real.put(name, content);
        } else {
            // What a process leaves that died while it wrote.
            real.put(name + ".new", new ByteArrayInputStream(content.readNBytes(100)));
        }
        throw broken();
    }

    @Override
    public void remove(String name) throws IOException {
        if (fails()) {
            throw broken();
        }
        real.remove(name);
    }

    @Override
    public Closeable lock() throws IOException, BackupException {
        return real.lock();
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
