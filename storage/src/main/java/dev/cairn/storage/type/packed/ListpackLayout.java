// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

/**
 * The bytes of a listpack, exactly as an RDB file holds them, so that saving one is a copy.
 *
 * <pre>
 * | total bytes u32 | element count u16 | element ... | FF |
 *
 * element: | head | data | back length, 1 to 5 bytes |
 *
 * head      kind                     range or length          data bytes
 * 0xxxxxxx  unsigned 7-bit integer   0 .. 127                 0
 * 10xxxxxx  string                   0 .. 63                  length
 * 110xxxxx  13-bit integer           -4096 .. 4095            1 (low byte)
 * 1110xxxx  string                   64 .. 4095               1 (low byte of length) + length
 * 11110000  string                   4096 ..                  4 (length, LE) + length
 * 1111xxxx  1, 2, 3, 4: integer      16, 24, 32, 64 bits      2, 3, 4, 8 (LE)
 * </pre>
 *
 * The back length counts head and data. It holds seven bits a byte, the most significant first; every
 * byte but the first has its top bit set, so that it is read from its end towards the front. A count of
 * 65535 means that the elements have to be counted.
 */
public final class ListpackLayout {
    /** Total length and element count stand before the first element. */
    public static final int HEADER_BYTES = 6;

    /** A listpack without elements: header and end mark. */
    public static final int EMPTY_BYTES = HEADER_BYTES + 1;

    /** What the count field holds when the true count does not fit. */
    public static final int COUNT_UNKNOWN = 0xFFFF;

    /** The last byte of every listpack; no element starts with it. */
    public static final int END_MARK = 0xFF;

    static final int COUNT_OFFSET = 4;
    static final int STRING_6_BIT = 0x80;
    static final int INTEGER_13_BIT = 0xC0;
    static final int STRING_12_BIT = 0xE0;
    static final int STRING_32_BIT = 0xF0;
    static final int INTEGER_16_BIT = 0xF1;
    static final int INTEGER_24_BIT = 0xF2;
    static final int INTEGER_32_BIT = 0xF3;
    static final int INTEGER_64_BIT = 0xF4;

    private ListpackLayout() {}

    /** How many bytes the back length of an element takes whose head and data have this length. */
    static int backLengthBytes(long elementBytes) {
        if (elementBytes < 1 << 7) {
            return 1;
        }
        if (elementBytes < 1 << 14) {
            return 2;
        }
        if (elementBytes < 1 << 21) {
            return 3;
        }
        return elementBytes < 1 << 28 ? 4 : 5;
    }

    /** The length of head and data of an integer. */
    static int integerBytes(long value) {
        if (value >= 0 && value <= 127) {
            return 1;
        }
        if (value >= -4096 && value <= 4095) {
            return 2;
        }
        if (value == (short) value) {
            return 3;
        }
        if (value >= -(1 << 23) && value < 1 << 23) {
            return 4;
        }
        return value == (int) value ? 5 : 9;
    }

    /** The length of head and data of a string. */
    static long stringBytes(int length) {
        return (long) stringHeadBytes(length) + length;
    }

    static int stringHeadBytes(int length) {
        if (length < 64) {
            return 1;
        }
        return length < 4096 ? 2 : 5;
    }
}
