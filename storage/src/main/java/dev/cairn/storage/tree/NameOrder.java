// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

/** The order of names: by their bytes, unsigned, a prefix before what it begins. */
public final class NameOrder {
    private NameOrder() {}

    /** Compares two names in the region. */
    public static int compare(Memory memory, long one, int oneLength, long other, int otherLength) {
        int common = Math.min(oneLength, otherLength);
        int at = 0;
        for (; at + Long.BYTES <= common; at += Long.BYTES) {
            long a = memory.getLong(one + at);
            long b = memory.getLong(other + at);
            if (a != b) {
                return Long.compareUnsigned(Long.reverseBytes(a), Long.reverseBytes(b));
            }
        }
        for (; at < common; at++) {
            int difference =
                    (memory.getByte(one + at) & 0xff) - (memory.getByte(other + at) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(oneLength, otherLength);
    }

    /** Compares a name in the region with one on the heap. */
    public static int compare(Memory memory, long one, int oneLength, ByteSlice other) {
        int common = Math.min(oneLength, other.length());
        int at = 0;
        for (; at + Long.BYTES <= common; at += Long.BYTES) {
            long a = memory.getLong(one + at);
            long b = other.longAt(at);
            if (a != b) {
                return Long.compareUnsigned(Long.reverseBytes(a), Long.reverseBytes(b));
            }
        }
        for (; at < common; at++) {
            int difference = (memory.getByte(one + at) & 0xff) - (other.at(at) & 0xff);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(oneLength, other.length());
    }
}
