// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.storage.memory.ByteSlice;

/** What BITOP does to two strings, bit by bit. */
enum BitOperator {
    AND(-1, 0, 0),
    OR(-1, -1, 0),
    XOR(0, -1, 0),

    /** Of a string and itself. */
    NOT(-1, 0, -1);

    private static final BitOperator[] ALL = values();

    /** What bits of the result say where the bit is set in both strings. */
    final long both;

    /** What they say where it is set in one of the two. */
    final long either;

    /** Which bits of the result are turned over then. */
    final long flip;

    BitOperator(long both, long either, long flip) {
        this.both = both;
        this.either = either;
        this.flip = flip;
    }

    /** The operator of this name, or null. */
    static BitOperator find(ByteSlice name) {
        for (BitOperator operator : ALL) {
            if (name.equalsIgnoreCase(operator.name())) {
                return operator;
            }
        }
        return null;
    }

    /** Combines the first bytes of the operand with those of the result so far. */
    void apply(byte[] result, byte[] operand, int count) {
        for (int i = 0; i < count; i++) {
            byte x = result[i];
            byte y = operand[i];
            result[i] = (byte) (((x & y & both) | ((x ^ y) & either)) ^ flip);
        }
    }
}
