// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A target that breaks down at its n-th step; a put may have been done, or not, or by half as a folder leaves it. */
final class FailingTarget extends ForwardingTarget {
    private int stepsLeft;
    private final boolean doneAllTheSame;

    FailingTarget(BackupTarget real, int steps, boolean doneAllTheSame) {
        super(real);
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
    public InputStream open(String name) throws IOException {
        if (fails()) {
            throw broken();
        }
        return super.open(name);
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        if (!fails()) {
            super.put(name, content);
            return;
        }
        if (doneAllTheSame) {
            super.put(name, content);
        } else {
            // What a process leaves that died while it wrote.
            super.put(name + ".new", new ByteArrayInputStream(content.readNBytes(100)));
        }
        throw broken();
    }

    @Override
    public void remove(String name) throws IOException {
        if (fails()) {
            throw broken();
        }
        super.remove(name);
    }
}
