// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

/**
 * How RDB writes a length: the two top bits of the first byte say how many bytes it takes.
 *
 * <pre>
 *   00xxxxxx                      6 bits
 *   01xxxxxx xxxxxxxx             14 bits, big-endian
 *   10000000 + 4 bytes            32 bits, big-endian
 *   10000001 + 8 bytes            64 bits, big-endian
 *   11xxxxxx                      no length: the kind of a specially encoded string
 * </pre>
 */
public final class LengthCoding {
    /** The most bytes that a length takes. */
    public static final int MAX_BYTES = 9;

    static final int FOUR_BYTES = 0x80;
    static final int EIGHT_BYTES = 0x81;
    static final int SPECIAL = 0xc0;

    private LengthCoding() {}

    /** Writes a length, taken as unsigned, and returns the number of bytes that it took. */
    public static int write(byte[] target, int offset, long length) {
        if (length >= 0 && length < 1 << 6) {
            target[offset] = (byte) length;
            return 1;
        }
        if (length >= 0 && length < 1 << 14) {
            target[offset] = (byte) (0x40 | (length >>> 8));
            target[offset + 1] = (byte) length;
            return 2;
        }
        if (length >>> 32 == 0) {
            target[offset] = (byte) FOUR_BYTES;
            bigEndian(target, offset + 1, length, 4);
            return 5;
        }
        target[offset] = (byte) EIGHT_BYTES;
        bigEndian(target, offset + 1, length, 8);
        return MAX_BYTES;
    }

    private static void bigEndian(byte[] target, int offset, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            target[offset + i] = (byte) (value >>> (8 * (bytes - 1 - i)));
        }
    }
}
