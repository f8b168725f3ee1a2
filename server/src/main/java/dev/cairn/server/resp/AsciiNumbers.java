// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

/** Decimal numbers as ASCII text, without allocation. */
public final class AsciiNumbers {
    /** The length of the longest 64-bit number with its sign. */
    public static final int MAX_LENGTH = 20;

    private static final byte[] MIN_VALUE = {
        '-', '9', '2', '2', '3', '3', '7', '2', '0', '3', '6', '8', '5', '4', '7', '7', '5', '8',
        '0', '8'
    };

    private AsciiNumbers() {}

    /** How many characters {@code value} takes. */
    public static int length(long value) {
        if (value == Long.MIN_VALUE) {
            return MIN_VALUE.length;
        }
        int sign = value < 0 ? 1 : 0;
        long rest = Math.abs(value);
        int digits = 1;
        while (rest >= 10) {
            rest /= 10;
            digits++;
        }
        return sign + digits;
    }

    /** Writes {@code value} at {@code offset} and returns how many characters that took. */
    public static int write(long value, byte[] target, int offset) {
        if (value >= 0 && value < 10) {
            target[offset] = (byte) ('0' + value);
            return 1;
        }
        if (value == Long.MIN_VALUE) {
            System.arraycopy(MIN_VALUE, 0, target, offset, MIN_VALUE.length);
            return MIN_VALUE.length;
        }
        int length = length(value);
        long rest = Math.abs(value);
        int at = offset + length;
        do {
            target[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            target[offset] = '-';
        }
        return length;
    }

    /** Whether the text is a 64-bit decimal in its one canonical form: no plus, no leading zeros, no spaces. */
    public static boolean isNumber(byte[] source, int offset, int length) {
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        int at = offset;
        int end = offset + length;
        boolean negative = source[at] == '-';
        if (negative && ++at == end) {
            return false;
        }
        if (source[at] == '0') {
            return length == 1;
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = source[at] - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                return false;
            }
            value = value * 10 - digit;
            if (value > 0) {
                return false;
            }
        }
        return negative || value != Long.MIN_VALUE;
    }

    /** The number that the text says; the text must satisfy {@link #isNumber}. */
    public static long valueOf(byte[] source, int offset, int length) {
        int at = offset;
        int end = offset + length;
        boolean negative = source[at] == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        for (; at < end; at++) {
            value = value * 10 - (source[at] - '0');
        }
        return negative ? value : -value;
    }
}
