// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.legacy;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;

/**
 * The ziplist, in which Redis kept small collections until 7.0.
 *
 * <pre>
 *   total bytes u32 | offset of the last element u32 | count u16 (65535 = to be counted) | element ... | FF
 *
 *   element:  length of the element before (1 byte up to 253, or FE and 4 bytes LE), head, data
 *
 *   head      kind                       data
 *   00nnnnnn  string                     n bytes
 *   01nnnnnn  string, 14 bits            a second byte of length (big-endian), then the bytes
 *   10000000  string, 32 bits            four bytes of length (big-endian), then the bytes
 *   C0 D0 E0  16, 32, 64-bit integer     2, 4, 8 bytes, little-endian
 *   F0 FE     24, 8-bit integer          3, 1 bytes
 *   F1 - FD   0 to 12                    none
 * </pre>
 */
final class ZiplistReader implements PackedElements {
    private static final int HEADER_BYTES = 10;
    private static final int LAST_OFFSET = 4;
    private static final int COUNT_OFFSET = 8;
    private static final int COUNT_UNKNOWN = 0xffff;
    private static final int END = 0xff;
    private static final int LONG_LENGTH = 0xfe;

    private final ByteSlice element = new ByteSlice();
    private final byte[] digits = new byte[20];
    private byte[] bytes;
    private int end;
    private int at;
    private int elementStart;
    private int lengthBefore;
    private int seen;
    private String damage;

    @Override
    public void set(byte[] newBytes, int length) {
        bytes = newBytes;
        end = length - 1;
        at = HEADER_BYTES;
        elementStart = HEADER_BYTES;
        lengthBefore = 0;
        seen = 0;
        damage = null;
        if (length <= HEADER_BYTES) {
            damage = "a ziplist of " + length + " bytes";
        } else if (little(0, Integer.BYTES) != length) {
            damage = "a ziplist of " + length + " bytes that claims " + little(0, Integer.BYTES);
        } else if ((bytes[end] & 0xff) != END) {
            damage = "a ziplist that ends in byte " + (bytes[end] & 0xff);
        }
    }

    @Override
    public boolean next() {
        if (damage != null) {
            return false;
        }
        if (at == end) {
            checkHeader();
            return false;
        }
        elementStart = at;
        if (!readLengthBefore() || !readElement()) {
            return false;
        }
        lengthBefore = at - elementStart;
        seen++;
        return true;
    }

    private void checkHeader() {
        long count = little(COUNT_OFFSET, Short.BYTES);
        long last = little(LAST_OFFSET, Integer.BYTES);
        if (count != COUNT_UNKNOWN && count != seen) {
            damage = "a ziplist of " + seen + " elements that counts " + count;
        } else if (last != elementStart) {
            damage = "a ziplist whose last element is at " + elementStart + " and not at " + last;
        }
    }

    private boolean readLengthBefore() {
        long stated = bytes[at++] & 0xff;
        if (stated == LONG_LENGTH) {
            if (end - at < Integer.BYTES) {
                return beyond();
            }
            stated = little(at, Integer.BYTES);
            at += Integer.BYTES;
        }
        if (stated != lengthBefore) {
            damage = "a ziplist with a wrong back length at offset " + elementStart;
            return false;
        }
        return at < end || beyond();
    }

    private boolean readElement() {
        int head = bytes[at++] & 0xff;
        return switch (head >>> 6) {
            case 0 -> string(head & 0x3f);
            case 1 ->
                    end - at >= 1 ? string(((head & 0x3f) << 8) | (bytes[at++] & 0xff)) : beyond();
            case 2 -> (head == 0x80 && end - at >= Integer.BYTES) ? string(bigLength()) : beyond();
            default -> integer(head);
        };
    }

    private boolean integer(int head) {
        return switch (head) {
            case 0xc0 -> fixed(Short.BYTES);
            case 0xd0 -> fixed(Integer.BYTES);
            case 0xe0 -> fixed(Long.BYTES);
            case 0xf0 -> fixed(3);
            case 0xfe -> fixed(1);
            default -> (head > 0xf0 && head < 0xfe) ? value(head - 0xf1L) : unknown(head);
        };
    }

    private boolean fixed(int width) {
        if (end - at < width) {
            return beyond();
        }
        int shift = Long.SIZE - 8 * width;
        long value = (little(at, width) << shift) >> shift;
        at += width;
        return value(value);
    }

    private boolean value(long value) {
        element.set(digits, 0, DecimalText.write(value, digits, 0));
        return true;
    }

    private boolean string(long length) {
        if (length > end - at) {
            return beyond();
        }
        element.set(bytes, at, (int) length);
        at += (int) length;
        return true;
    }

    private long bigLength() {
        long length = Integer.toUnsignedLong(Integer.reverseBytes((int) little(at, Integer.BYTES)));
        at += Integer.BYTES;
        return length;
    }

    private long little(int offset, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes[offset + i] & 0xffL) << (8 * i);
        }
        return value;
    }

    private boolean beyond() {
        damage = "a ziplist whose element at offset " + elementStart + " reaches beyond its end";
        return false;
    }

    private boolean unknown(int head) {
        damage = "a ziplist whose element at offset " + elementStart + " starts with byte " + head;
        return false;
    }

    @Override
    public ByteSlice element() {
        return element;
    }

    @Override
    public String damage() {
        return damage;
    }
}
