// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks an intset that lies in a heap array. As with {@link ListpackReader}, the bytes are not trusted:
 * what does not add up ends the walk with {@link #damage()}.
 */
public final class IntSetReader {
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int start;
    private int width;
    private int count;
    private int index;
    private long value;
    private String damage;

    /** Starts before the first integer of the intset that fills these bytes. */
    public IntSetReader set(byte[] array, int offset, int length) {
        bytes = array;
        start = offset;
        index = 0;
        count = 0;
        damage = null;
        if (length < IntSetLayout.HEADER_BYTES) {
            return damaged("a length of " + length + " bytes, expected at least 8");
        }
        long statedWidth = Integer.toUnsignedLong((int) INT.get(array, offset));
        if (statedWidth != 2 && statedWidth != 4 && statedWidth != 8) {
            return damaged("integers of " + statedWidth + " bytes, expected 2, 4 or 8");
        }
        long statedCount = Integer.toUnsignedLong((int) INT.get(array, offset + 4));
        if (statedCount == 0 || statedCount * statedWidth != length - IntSetLayout.HEADER_BYTES) {
            return damaged(
                    "its header counts "
                            + statedCount
                            + " integers of "
                            + statedWidth
                            + " bytes, found "
                            + (length - IntSetLayout.HEADER_BYTES)
                            + " bytes");
        }
        width = (int) statedWidth;
        count = (int) statedCount;
        return this;
    }

    /** Moves to the next integer; false at the end, and when the bytes are damaged. */
    public boolean next() {
        if (index == count || damage != null) {
            return false;
        }
        int at = start + IntSetLayout.HEADER_BYTES + index * width;
        long read =
                switch (width) {
                    case 2 -> (short) SHORT.get(bytes, at);
                    case 4 -> (int) INT.get(bytes, at);
                    default -> (long) LONG.get(bytes, at);
                };
        if (index > 0 && read <= value) {
            damaged(read + " follows " + value + ", expected a rising order");
            return false;
        }
        value = read;
        index++;
        return true;
    }

    /** The integer at hand. */
    public long value() {
        return value;
    }

    /** How many integers there are. */
    public int count() {
        return count;
    }

    /** What is wrong with the bytes, or null as long as nothing is. */
    public String damage() {
        return damage;
    }

    private IntSetReader damaged(String what) {
        damage = what;
        return this;
    }
}
