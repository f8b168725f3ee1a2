// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

/**
 * The special encodings of strings: a head byte with both top bits set, where an ordinary string has its length.
 *
 * <pre>
 *   C0 b                          the decimal text of a signed 8-bit integer
 *   C1 b b                        16-bit, little-endian
 *   C2 b b b b                    32-bit, little-endian
 *   C3 clen len bytes             LZF: compressed length, length, compressed bytes
 * </pre>
 */
public final class StringCoding {
    static final int INT8 = 0;
    static final int INT16 = 1;
    static final int INT32 = 2;
    static final int LZF = 3;

    /** No decimal text of a 32-bit integer is longer. */
    public static final int LONGEST_INTEGER = 11;

    /** Shorter strings are not worth compressing. */
    static final int SHORTEST_COMPRESSED = 21;

    /** Compression must save so many bytes. */
    static final int LEAST_SAVING = 4;

    /** What {@link #smallInteger} returns for text that is none: outside the range of an int. */
    static final long NO_INTEGER = Long.MIN_VALUE;

    private StringCoding() {}

    /** Writes an integer in the fewest bytes, head byte included, and returns their number. */
    static int writeInteger(byte[] target, int offset, int value) {
        int kind = value == (byte) value ? INT8 : value == (short) value ? INT16 : INT32;
        int bytes = 1 << kind;
        target[offset] = (byte) (LengthCoding.SPECIAL | kind);
        for (int i = 0; i < bytes; i++) {
            target[offset + 1 + i] = (byte) (value >>> (8 * i));
        }
        return 1 + bytes;
    }

    /** The value of a canonical decimal text that fits an int, else {@link #NO_INTEGER}. */
    static long smallInteger(byte[] text, int offset, int length) {
        if (length == 0 || length > LONGEST_INTEGER) {
            return NO_INTEGER;
        }
        boolean negative = text[offset] == '-';
        int first = negative ? 1 : 0;
        if (first == length) {
            return NO_INTEGER;
        }
        if (text[offset + first] == '0') {
            return length == 1 ? 0 : NO_INTEGER;
        }
        long value = 0;
        for (int i = first; i < length; i++) {
            int digit = text[offset + i] - '0';
            if (digit < 0 || digit > 9) {
                return NO_INTEGER;
            }
            value = value * 10 + digit;
        }
        value = negative ? -value : value;
        return value == (int) value ? value : NO_INTEGER;
    }

    /** Writes the decimal text of an int to the start of the target and returns its length. */
    static int decimal(int value, byte[] target) {
        int length = value < 0 ? 1 : 0;
        int rest = value;
        do {
            length++;
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            target[0] = '-';
        }
        rest = value;
        int at = length;
        do {
            target[--at] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        return length;
    }
}
