// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.storage.memory.StoredBytes;

/**
 * The bytes of a HyperLogLog, which is a string.
 *
 * <pre>
 * | "HYLL" | encoding u8: 0 dense, 1 sparse | 3 unused | cached count u64 LE, top bit set: stale | registers ... |
 *
 * dense     16384 registers of 6 bits, the first in the lowest bits of the first byte
 * sparse    runs of registers:
 *
 *   00llllll             l + 1 registers that are 0
 *   01llllll llllllll    l + 1 registers that are 0
 *   1vvvvvll             l + 1 registers that are v + 1
 * </pre>
 */
final class HllLayout {
    static final int HEADER_BYTES = 16;
    static final int REGISTERS = 16384;

    /** Bits of the hash that choose the register, and those that are counted. */
    static final int INDEX_BITS = 14;

    static final int HASH_BITS = 50;

    /** The largest value that six bits hold. */
    static final int MOST_COUNT = 63;

    static final int DENSE_BYTES = HEADER_BYTES + REGISTERS * 6 / 8;

    /** No sound sparse form is longer: at worst each register has two bytes. */
    static final int MOST_BYTES = HEADER_BYTES + 2 * REGISTERS;

    static final int DENSE = 0;
    static final int SPARSE = 1;
    static final int ENCODING_OFFSET = 4;
    static final int CACHE_OFFSET = 8;
    static final int STALE_OFFSET = 15;
    static final int STALE = 0x80;
    static final int LONGEST_ZERO_RUN = 64;
    static final int LONGEST_VALUE_RUN = 4;
    static final int MOST_SPARSE_COUNT = 32;

    private static final String MAGIC = "HYLL";

    private HllLayout() {}

    /** Whether a string begins as a HyperLogLog does, and has the length of one where that is fixed. */
    static boolean isOne(StoredBytes value) {
        if (value.isInteger() || value.length() < HEADER_BYTES) {
            return false;
        }
        for (int i = 0; i < MAGIC.length(); i++) {
            if (value.at(i) != MAGIC.charAt(i)) {
                return false;
            }
        }
        int encoding = value.at(ENCODING_OFFSET) & 0xff;
        return encoding == SPARSE || (encoding == DENSE && value.length() == DENSE_BYTES);
    }

    static void writeMagic(byte[] bytes) {
        for (int i = 0; i < MAGIC.length(); i++) {
            bytes[i] = (byte) MAGIC.charAt(i);
        }
    }

    /** Where a register of the dense form begins: the byte from the string's beginning. */
    static int denseByte(int register) {
        return HEADER_BYTES + register * 6 / 8;
    }

    /** Where a register begins within its byte; from 3 on it goes on in the next one. */
    static int denseShift(int register) {
        return register * 6 & 7;
    }

    static boolean isZero(int code) {
        return (code & 0xc0) == 0;
    }

    static boolean isLongZero(int code) {
        return (code & 0xc0) == 0x40;
    }

    static boolean isValue(int code) {
        return (code & 0x80) != 0;
    }

    /** The value of a run that is one. */
    static int value(int code) {
        return ((code >> 2) & 31) + 1;
    }

    /** How many registers a run stands for; the second byte matters to long ones of zeros only. */
    static int run(int code, int second) {
        if (isValue(code)) {
            return (code & 3) + 1;
        }
        return isZero(code) ? (code & 63) + 1 : (((code & 63) << 8) | second) + 1;
    }

    static byte valueRun(int value, int run) {
        return (byte) (0x80 | ((value - 1) << 2) | (run - 1));
    }
}
