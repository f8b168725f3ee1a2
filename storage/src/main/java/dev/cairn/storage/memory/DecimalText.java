// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/** Decimal text of 64-bit integers, read and written without allocating. */
public final class DecimalText {
    /** The length of the longest text, that of the smallest integer. */
    public static final int LONGEST = 20;

    /** Magnitude of the smallest 64-bit integer, which is one more than that of the largest. */
    private static final String MIN_MAGNITUDE = "9223372036854775808";

    private static final String MAX_MAGNITUDE = "9223372036854775807";

    private DecimalText() {}

    /** Writes the number at the offset and returns how many bytes it took, at most 20. */
    public static int write(long value, byte[] target, int offset) {
        int count = length(value);
        int end = offset + count;
        // The negative side holds every magnitude, the positive one does not.
        long rest = value < 0 ? value : -value;
        do {
            long quotient = rest / 10;
            target[--end] = (byte) ('0' + (quotient * 10 - rest));
            rest = quotient;
        } while (rest != 0);
        if (value < 0) {
            target[offset] = '-';
        }
        return count;
    }

    /** How many bytes the number's text has. */
    public static int length(long value) {
        int count = value < 0 ? 2 : 1;
        long rest = value < 0 ? value : -value;
        while (rest <= -10) {
            rest /= 10;
            count++;
        }
        return count;
    }

    /** Whether the bytes are exactly what {@link #write} writes for some 64-bit integer. */
    public static boolean isCanonicalLong(byte[] bytes, int offset, int length) {
        if (length == 0 || length > MIN_MAGNITUDE.length() + 1) {
            return false;
        }
        boolean negative = bytes[offset] == '-';
        int start = negative ? 1 : 0;
        int digits = length - start;
        if (digits == 0 || digits > MIN_MAGNITUDE.length()) {
            return false;
        }
        if (bytes[offset + start] == '0') {
            return length == 1;
        }
        for (int i = start; i < length; i++) {
            if (bytes[offset + i] < '0' || bytes[offset + i] > '9') {
                return false;
            }
        }
        return digits < MIN_MAGNITUDE.length()
                || fits(bytes, offset + start, negative ? MIN_MAGNITUDE : MAX_MAGNITUDE);
    }

    /** The number that canonical text stands for. */
    public static long parse(byte[] bytes, int offset, int length) {
        boolean negative = bytes[offset] == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < length; i++) {
            value = value * 10 - (bytes[offset + i] - '0');
        }
        return negative ? value : -value;
    }

    private static boolean fits(byte[] bytes, int offset, String limit) {
        for (int i = 0; i < limit.length(); i++) {
            int difference = bytes[offset + i] - limit.charAt(i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return true;
    }
}
