// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.storage.memory.ByteSlice;

/** Murmur hash 2 in its 64-bit form, with the seed by which HyperLogLogs of Redis and Valkey hash their elements. */
final class MurmurHash {
    private static final long SEED = 0xadc83b19L;
    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
    private static final int SHIFT = 47;

    private MurmurHash() {}

    static long of(ByteSlice element) {
        int length = element.length();
        long hash = SEED ^ (length * MULTIPLIER);
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            long word = element.longAt(at) * MULTIPLIER;
            word = (word ^ (word >>> SHIFT)) * MULTIPLIER;
            hash = (hash ^ word) * MULTIPLIER;
        }
        if (at < length) {
            for (int i = length - 1; i >= at; i--) {
                hash ^= (element.at(i) & 0xffL) << (8 * (i - at));
            }
            hash *= MULTIPLIER;
        }
        hash = (hash ^ (hash >>> SHIFT)) * MULTIPLIER;
        return hash ^ (hash >>> SHIFT);
    }
}
