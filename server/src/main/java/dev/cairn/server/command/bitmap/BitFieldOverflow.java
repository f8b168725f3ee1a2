// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.storage.memory.ByteSlice;

/** What becomes of a number that does not fit into its field, and when that is so. */
enum BitFieldOverflow {
    /** The bits that fit stay. */
    WRAP,
    /** The number becomes the nearest that fits. */
    SAT,
    /** Nothing happens. */
    FAIL;

    private static final BitFieldOverflow[] ALL = values();

    /** The policy of this name, or null. */
    static BitFieldOverflow find(ByteSlice name) {
        for (BitFieldOverflow policy : ALL) {
            if (name.equalsIgnoreCase(policy.name())) {
                return policy;
            }
        }
        return null;
    }

    /**
     * Whether a sum is above (1) or below (-1) what an unsigned field holds, or in it (0). A number that is set comes as the
     * value, with nothing to add; a negative one is a large one then.
     */
    static int ofUnsigned(long value, long increment, int width) {
        long max = (1L << width) - 1;
        if (Long.compareUnsigned(value, max) > 0 || (increment > 0 && increment > max - value)) {
            return 1;
        }
        return increment < 0 && increment < -value ? -1 : 0;
    }

    /** The same for a signed field. The differences wrap around where they do in Valkey. */
    static int ofSigned(long value, long increment, int width) {
        long max = Long.MAX_VALUE >> (64 - width);
        long min = -max - 1;
        boolean narrow = width < 64;
        if (value > max
                || (narrow && increment > max - value)
                || (value >= 0 && increment > 0 && increment > max - value)) {
            return 1;
        }
        return value < min
                        || (narrow && increment < min - value)
                        || (value < 0 && increment < 0 && increment < min - value)
                ? -1
                : 0;
    }

    /** The largest (1) or the smallest (-1) number that a field holds. */
    static long limit(int direction, boolean signed, int width) {
        if (!signed) {
            return direction > 0 ? (1L << width) - 1 : 0;
        }
        long max = Long.MAX_VALUE >> (64 - width);
        return direction > 0 ? max : -max - 1;
    }
}
