// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

/**
 * The bytes of an intset, exactly as an RDB file holds them: integers of one width in rising order.
 *
 * <pre>
 * | width u32: 2, 4 or 8 | count u32 | integer LE | integer LE | ...
 * </pre>
 */
public final class IntSetLayout {
    /** Width and count stand before the first integer. */
    public static final int HEADER_BYTES = 8;

    static final int WIDTH_OFFSET = 0;
    static final int COUNT_OFFSET = 4;

    private IntSetLayout() {}

    /** The narrowest width in bytes that holds this integer. */
    public static int widthOf(long value) {
        if (value == (short) value) {
            return 2;
        }
        return value == (int) value ? 4 : 8;
    }
}
