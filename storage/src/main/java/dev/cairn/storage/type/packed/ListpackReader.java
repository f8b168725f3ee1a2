// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks a listpack that lies in a heap array, as files and clients deliver it. Nothing about the bytes
 * is taken on trust: every step stays within them and moves forward, and what does not add up ends the
 * walk with {@link #damage()}.
 */
public final class ListpackReader {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int start;
    private int cursor;
    private int end;
    private int statedCount;
    private long seen;
    private String damage;

    private boolean isInteger;
    private long integer;
    private int dataOffset;
    private int dataLength;

    /** Starts before the first element of the listpack that fills these bytes. */
    public ListpackReader set(byte[] array, int offset, int length) {
        bytes = array;
        start = offset;
        end = offset + length - 1;
        cursor = offset + ListpackLayout.HEADER_BYTES;
        seen = 0;
        damage = null;
        if (length < ListpackLayout.EMPTY_BYTES) {
            return damaged("a length of " + length + " bytes, expected at least 7");
        }
        long total = Integer.toUnsignedLong((int) INT.get(array, offset));
        if (total != length) {
            return damaged("its header says " + total + " bytes, found " + length);
        }
        if (array[end] != (byte) ListpackLayout.END_MARK) {
            return damaged("its last byte is " + (array[end] & 0xFF) + ", expected 255");
        }
        statedCount =
                Short.toUnsignedInt((short) SHORT.get(array, offset + ListpackLayout.COUNT_OFFSET));
        return this;
    }

    /** Moves to the next element; false at the end, and when the bytes are damaged. */
    public boolean next() {
        if (damage != null) {
            return false;
        }
        if (cursor == end) {
            if (statedCount != ListpackLayout.COUNT_UNKNOWN && statedCount != seen) {
                damaged("its header counts " + statedCount + " elements, found " + seen);
            }
            return false;
        }
        return readElement(bytes[cursor] & 0xFF);
    }

    /** What is wrong with the bytes, or null as long as nothing is. */
    public String damage() {
        return damage;
    }

    /** How many elements have been passed, the current one included. */
    public long seen() {
        return seen;
    }

    /** Whether the element is kept as a number. */
    public boolean isInteger() {
        return isInteger;
    }

    /** The number of an integer element. */
    public long integer() {
        return integer;
    }

    /** The array that {@link #offset()} counts in. */
    public byte[] array() {
        return bytes;
    }

    /** Where the bytes of a string element begin in the array. */
    public int offset() {
        return dataOffset;
    }

    /** The length of a string element. */
    public int length() {
        return dataLength;
    }

    /** A copy of the element as text, numbers in decimal. */
    public byte[] toBytes() {
        if (isInteger) {
            return Long.toString(integer).getBytes(ISO_8859_1);
        }
        return java.util.Arrays.copyOfRange(bytes, dataOffset, dataOffset + dataLength);
    }

    private boolean readElement(int head) {
        if (head < 0x80) {
            return integer(0, head);
        }
        if (head < ListpackLayout.INTEGER_13_BIT) {
            return string(1, head & 0x3F);
        }
        if (head < ListpackLayout.STRING_12_BIT) {
            return has(2) && integer(1, thirteenBits(head));
        }
        if (head < ListpackLayout.STRING_32_BIT) {
            return has(2) && string(2, twelveBits(head));
        }
        switch (head) {
            case ListpackLayout.STRING_32_BIT:
                return has(5)
                        && string(5, Integer.toUnsignedLong((int) INT.get(bytes, cursor + 1)));
            case ListpackLayout.INTEGER_16_BIT:
                return has(3) && integer(2, (short) SHORT.get(bytes, cursor + 1));
            case ListpackLayout.INTEGER_24_BIT:
                // The head's byte is shifted out below, the sign comes down from the third.
                return has(4) && integer(3, (int) INT.get(bytes, cursor) >> 8);
            case ListpackLayout.INTEGER_32_BIT:
                return has(5) && integer(4, (int) INT.get(bytes, cursor + 1));
            case ListpackLayout.INTEGER_64_BIT:
                return has(9) && integer(8, (long) LONG.get(bytes, cursor + 1));
            default:
                damaged("an element starts with byte " + head + " at offset " + (cursor - start));
                return false;
        }
    }

    private int thirteenBits(int head) {
        // The top of the 13 bits is the sign: shifted to an int's top and back.
        int high = (head & 0x1F) << 27 >> 19;
        return high | (bytes[cursor + 1] & 0xFF);
    }

    private int twelveBits(int head) {
        return ((head & 0x0F) << 8) | (bytes[cursor + 1] & 0xFF);
    }

    private boolean has(int elementBytes) {
        return elementBytes < end - cursor || outside(elementBytes);
    }

    private boolean integer(int dataBytes, long value) {
        isInteger = true;
        integer = value;
        return skip(1L + dataBytes);
    }

    private boolean string(int headBytes, long length) {
        isInteger = false;
        dataOffset = cursor + headBytes;
        // Only skip() lets the element stand, so a length beyond the array is never shown.
        dataLength = (int) length;
        return skip(headBytes + length);
    }

    private boolean skip(long elementBytes) {
        int backBytes = ListpackLayout.backLengthBytes(elementBytes);
        if (elementBytes + backBytes > end - cursor) {
            return outside(elementBytes);
        }
        int back = cursor + (int) elementBytes;
        for (int i = 0; i < backBytes; i++) {
            int shift = 7 * (backBytes - 1 - i);
            int group = (int) (elementBytes >> shift) & 0x7F;
            int expected = i == 0 ? group : group | 0x80;
            if ((bytes[back + i] & 0xFF) != expected) {
                damaged("a back length is wrong at offset " + (back + i - start));
                return false;
            }
        }
        cursor = back + backBytes;
        seen++;
        return true;
    }

    private boolean outside(long elementBytes) {
        damaged(
                "an element of "
                        + elementBytes
                        + " bytes at offset "
                        + (cursor - start)
                        + " reaches beyond the end");
        return false;
    }

    private ListpackReader damaged(String what) {
        damage = what;
        return this;
    }
}
