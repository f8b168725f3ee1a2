// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A target that has room for so many bytes. */
final class FullTarget implements BackupTarget {
    private final BackupTarget real;
    private final Map<String, Integer> lengths = new HashMap<>();
    private long capacityBytes;
    private int refusals;

    FullTarget(BackupTarget real, long capacityBytes) {
        this.real = real;
        this.capacityBytes = capacityBytes;
    }

    void capacityBytes(long bytes) {
        capacityBytes = bytes;
    }

    int refusals() {
        return refusals;
    }

    @Override
    public List<String> names(String beginning) throws IOException {
        return real.names(beginning);
    }

    @Override
    public InputStream open(String name) throws IOException {
        return real.open(name);
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        long others = lengths.values().stream().mapToLong(Integer::longValue).sum();
        if (others + bytes.length > capacityBytes) {
            refusals++;
            throw new IOException("No space left on device");
        }
        real.put(name, new ByteArrayInputStream(bytes));
        lengths.put(name, bytes.length);
    }

    @Override
    public void remove(String name) throws IOException {
        real.remove(name);
        lengths.remove(name);
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
