// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A disk of which nobody is to ask anything, but for what a test overrides. */
abstract class UnusedDisk implements LogDisk {
    @Override
    public void reserve(Path file, long offset, long length) {
        throw new AssertionError("nobody asked for space");
    }

    @Override
    public void fetch(Path file, long offset, long length) {
        throw new AssertionError("nobody asked for pages");
    }

    @Override
    public void writeBack(Path file, long offset, long length) {
        throw new AssertionError("nothing is written");
    }

    @Override
    public long usableBytes(Path file) {
        throw new AssertionError("nobody asked for space");
    }

    @Override
    public void force(Path file, FileChannel channel) {
        throw new AssertionError("nobody asked for a sync");
    }

    @Override
    public void forceFolder(Path folder) {
        throw new AssertionError("nobody asked for a sync");
    }
}
