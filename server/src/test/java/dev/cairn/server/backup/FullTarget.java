// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** A target that has room for so many bytes. */
final class FullTarget extends ForwardingTarget {
    private final Map<String, Integer> lengths = new HashMap<>();
    private long capacityBytes;
    private int refusals;

    FullTarget(BackupTarget real, long capacityBytes) {
        super(real);
        this.capacityBytes = capacityBytes;
    }

    void capacityBytes(long bytes) {
        capacityBytes = bytes;
    }

    int refusals() {
        return refusals;
    }

    @Override
    public void put(String name, InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        long others = lengths.values().stream().mapToLong(Integer::longValue).sum();
        if (others + bytes.length > capacityBytes) {
            refusals++;
            throw new IOException("No space left on device");
        }
        super.put(name, new ByteArrayInputStream(bytes));
        lengths.put(name, bytes.length);
    }

    @Override
    public void remove(String name) throws IOException {
        super.remove(name);
        lengths.remove(name);
    }
}
