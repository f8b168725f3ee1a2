// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.string;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

/** Counts and finds bits in stretches of bytes. Both ends of a stretch are included. */
final class BitSearch {
    private BitSearch() {}

    static long count(Memory memory, long address, int from, int to) {
        return memory.bitCount(address + from, to - from + 1L);
    }

    static long count(ByteSlice bytes, int from, int to) {
        long count = 0;
        for (int i = from; i <= to; i++) {
            count += Integer.bitCount(bytes.at(i) & 0xFF);
        }
        return count;
    }

    static long first(Memory memory, long address, boolean wanted, int from, int to) {
        byte unwanted = (byte) (wanted ? 0 : -1);
        long found = from + memory.run(address + from, to - from + 1L, unwanted);
        return found > to ? -1 : bitOf(memory.getByte(address + found), wanted, found);
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

    private static long bitOf(int seen, boolean wanted, long index) {
        // The byte's top bit, which is its first, goes to the top of the int.
        int bits = (wanted ? seen : ~seen) << 24;
        return index * 8 + Integer.numberOfLeadingZeros(bits);
    }
}
