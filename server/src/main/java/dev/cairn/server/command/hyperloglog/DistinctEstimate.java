// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;

import java.util.Arrays;

/**
 * Estimates how many different texts it was given, as PFCOUNT would after a PFADD of each: 16 KiB whatever their number, and a
 * standard error of 0.81 %. Used again and again.
 */
public final class DistinctEstimate {
    private static final int FIRST_BYTES = 256;
    private static final int KEPT_BYTES = 1 << 20;

    private final byte[] registers = new byte[HllLayout.REGISTERS];
    private final HllEstimate estimate = new HllEstimate();
    private final ByteSlice slice = new ByteSlice();
    private byte[] text = new byte[FIRST_BYTES];

    /** Forgets what it was given. */
    public DistinctEstimate begin() {
        Arrays.fill(registers, (byte) 0);
        return this;
    }

    public void add(StoredBytes element) {
        int length = element.length();
        if (length > text.length || text.length > KEPT_BYTES) {
            text = new byte[Math.max(length, FIRST_BYTES)];
        }
        element.copyTo(text, 0);
        long hash = MurmurHash.of(slice.set(text, 0, length));
        int register = HyperLogLog.register(hash);
        registers[register] = (byte) Math.max(registers[register], HyperLogLog.count(hash));
    }

    public long count() {
        return estimate.of(registers);
    }
}
