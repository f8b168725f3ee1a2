// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.string;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

/** Counts and finds bits in stretches of bytes, eight bytes at a time. Both ends of a stretch are included. */
final class BitSearch {
    private BitSearch() {}

    static long count(Memory memory, long address, int from, int to) {
        long count = 0;
        int i = from;
        for (; i <= to - (Long.BYTES - 1); i += Long.BYTES) {
            count += Long.bitCount(memory.getLong(address + i));
        }
        for (; i <= to; i++) {
            count += Integer.bitCount(memory.getByte(address + i) & 0xFF);
        }
        return count;
    }

    static long count(ByteSlice bytes, int from, int to) {
        long count = 0;
        for (int i = from; i <= to; i++) {
            count += Integer.bitCount(bytes.at(i) & 0xFF);
        }
        return count;
    }

    static long first(Memory memory, long address, boolean wanted, int from, int to) {
        long unwanted = wanted ? 0 : -1;
        int i = from;
        for (; i <= to - (Long.BYTES - 1); i += Long.BYTES) {
            if (memory.getLong(address + i) != unwanted) {
                break;
            }
        }
        for (; i <= to; i++) {
            int seen = memory.getByte(address + i);
            if (seen != (int) unwanted) {
                return bitOf(seen, wanted, i);
            }
        }
        return -1;
    }

    static long first(ByteSlice bytes, boolean wanted, int from, int to) {
        int unwanted = wanted ? 0 : -1;
        for (int i = from; i <= to; i++) {
            if (bytes.at(i) != unwanted) {
                return bitOf(bytes.at(i), wanted, i);
            }
        }
        return -1;
    }

    private static long bitOf(int seen, boolean wanted, int index) {
        // The byte's top bit, which is its first, goes to the top of the int.
        int bits = (wanted ? seen : ~seen) << 24;
        return index * 8L + Integer.numberOfLeadingZeros(bits);
    }
}
