// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The records in a chunk. They live as long as the process: they are not a file format.
 *
 * <pre>
 * WHOLE, BEGIN:
 *  0          4      5      6       7       8          12          16          24          32        36
 * +----------+------+------+-------+-------+----------+-----------+-----------+-----------+---------+-----+---------+
 * | length   | kind | type | flags | LFU   | database | idle      | expires   | integer,  | key's   | key | payload |
 * | (32)     |      | +enc |       | freq. | (32)     | sec. (32) | at (64)   | or count  | length  |     |         |
 * +----------+------+------+-------+-------+----------+-----------+-----------+-----------+---------+-----+---------+
 *
 * ELEMENT:
 *  0          4      5       8           16        20
 * +----------+------+-------+-----------+---------+-----------+------------+
 * | length   | kind | part  | expires   | first   | first     | second     |     END: the first eight bytes alone
 * | (32)     |      | (8) - | at, or a  | length  | part      | part       |
 * +----------+------+-------+-----------+---------+-----------+------------+
 * </pre>
 */
final class ImageLayout {
    static final int KIND = 4;
    static final int TYPE = 5;
    static final int FLAGS = 6;
    static final int FREQUENCY = 7;
    static final int DATABASE = 8;
    static final int IDLE = 12;
    static final int EXPIRES = 16;
    static final int NUMBER = 24;
    static final int KEY_LENGTH = 32;
    static final int KEY = 36;

    /** Which part of a stream an element is. */
    static final int PART = 5;

    static final int ELEMENT_EXPIRES = 8;
    static final int FIRST_LENGTH = 16;
    static final int FIRST = 20;

    static final int END_BYTES = 8;

    static final int WHOLE_KIND = 0;
    static final int BEGIN_KIND = 1;
    static final int ELEMENT_KIND = 2;
    static final int END_KIND = 3;

    /** The value is the number, and there is no payload. */
    static final int INTEGER = 1;

    static final int ELEMENTS_EXPIRE = 1 << 1;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private ImageLayout() {}

    static int getInt(byte[] chunk, int offset) {
        return (int) INT.get(chunk, offset);
    }

    static void putInt(byte[] chunk, int offset, int value) {
        INT.set(chunk, offset, value);
    }

    static long getLong(byte[] chunk, int offset) {
        return (long) LONG.get(chunk, offset);
    }

    static void putLong(byte[] chunk, int offset, long value) {
        LONG.set(chunk, offset, value);
    }
}
