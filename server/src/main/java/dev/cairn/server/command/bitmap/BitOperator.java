// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.storage.memory.ByteSlice;

/** What BITOP does to two strings, byte by byte. */
enum BitOperator {
    AND {
        @Override
        void apply(byte[] result, byte[] operand, int count) {
            for (int i = 0; i < count; i++) {
                result[i] &= operand[i];
            }
        }
    },
    OR {
        @Override
        void apply(byte[] result, byte[] operand, int count) {
            for (int i = 0; i < count; i++) {
                result[i] |= operand[i];
            }
        }
    },
    XOR {
        @Override
        void apply(byte[] result, byte[] operand, int count) {
            for (int i = 0; i < count; i++) {
                result[i] ^= operand[i];
            }
        }
    },
    NOT {
        @Override
        void apply(byte[] result, byte[] operand, int count) {
            for (int i = 0; i < count; i++) {
                result[i] = (byte) ~operand[i];
            }
        }
    };

    private static final BitOperator[] ALL = values();

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
    abstract void apply(byte[] result, byte[] operand, int count);
}
