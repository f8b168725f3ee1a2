// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The checksum of RDB files and DUMP payloads: CRC-64 with the polynomial of David T. Jones, reflected, starting from 0
 * and ending without an inversion. Sixteen bytes are taken at a time, each through a table of its own: entry {@code b} of
 * table {@code k} is the checksum of byte {@code b} followed by {@code k} zero bytes.
 */
public final class Crc64 {
    private static final long REVERSED_POLYNOMIAL = 0x95ac9329ac4bc9b5L;
    private static final int STRIDE = 16;
    private static final long[] TABLES = tables();
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Crc64() {}

    /** The checksum of what {@code crc} covers, followed by these bytes. Start with 0. */
    public static long update(long crc, byte[] bytes, int offset, int length) {
        long result = crc;
        int at = offset;
        int end = offset + length;
        for (; end - at >= STRIDE; at += STRIDE) {
            long a = result ^ (long) LONGS.get(bytes, at);
            long b = (long) LONGS.get(bytes, at + 8);
            result = eight(a, 8) ^ eight(b, 0);
        }
        for (; at < end; at++) {
            result = TABLES[(int) (result ^ bytes[at]) & 0xff] ^ (result >>> 8);
        }
        return result;
    }

    private static long eight(long word, int zerosBehind) {
        int table = zerosBehind << 8;
        return TABLES[table + 7 * 256 + ((int) word & 0xff)]
                ^ TABLES[table + 6 * 256 + ((int) (word >>> 8) & 0xff)]
                ^ TABLES[table + 5 * 256 + ((int) (word >>> 16) & 0xff)]
                ^ TABLES[table + 4 * 256 + ((int) (word >>> 24) & 0xff)]
                ^ TABLES[table + 3 * 256 + ((int) (word >>> 32) & 0xff)]
                ^ TABLES[table + 2 * 256 + ((int) (word >>> 40) & 0xff)]
                ^ TABLES[table + 256 + ((int) (word >>> 48) & 0xff)]
                ^ TABLES[table + ((int) (word >>> 56) & 0xff)];
    }

    private static long[] tables() {
        long[] tables = new long[STRIDE * 256];
        for (int value = 0; value < 256; value++) {
            long crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REVERSED_POLYNOMIAL;
            }
            tables[value] = crc;
        }
        for (int i = 256; i < tables.length; i++) {
            long shorter = tables[i - 256];
            tables[i] = tables[(int) shorter & 0xff] ^ (shorter >>> 8);
        }
        return tables;
    }
}
