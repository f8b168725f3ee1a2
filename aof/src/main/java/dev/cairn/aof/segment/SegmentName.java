// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

/**
 * How segment files are called: ten digits and {@code .cq4}, which is what Chronicle Queue makes of the cycle number
 * with the format of {@link RollOnDemand}. A segment that was given up after a failed sync is called {@code .sealed}
 * behind that: it is read, and Chronicle does not see it.
 */
final class SegmentName {
    static final String SUFFIX = ".cq4";
    static final String SEALED_SUFFIX = SUFFIX + ".sealed";

    /** Chronicle's suffix for a file that it could not read and replaced by an empty one. */
    static final String DISCARD_SUFFIX = ".discard";

    /** What is retained is compressed, and says so behind all else. */
    static final String PACKED_SUFFIX = ".lz4";

    private static final int DIGITS = 10;

    private SegmentName() {}

    static String of(int number) {
        // By hand: in some countries formatting has other digits.
        String digits = Integer.toString(number);
        return "0".repeat(DIGITS - digits.length()) + digits + SUFFIX;
    }

    static boolean isPacked(String name) {
        return name.endsWith(PACKED_SUFFIX);
    }

    /** The segment's number, or -1 when the name is not a segment's. */
    static int numberOf(String name) {
        if (!name.endsWith(SUFFIX) && !name.endsWith(SEALED_SUFFIX)) {
            return -1;
        }
        int length = name.indexOf('.');
        if (length != DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < DIGITS; i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number > RollOnDemand.MAX_SEGMENT ? -1 : (int) number;
    }
}
