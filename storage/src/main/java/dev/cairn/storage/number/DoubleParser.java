// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.number;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Reads doubles from text: decimal digits with an optional point and exponent, infinities. What has up to 19 digits and
 * is no extreme is read by a multiplication of 128 bits (Lemire: Number Parsing at a Gigabyte per Second, 2021), all
 * else by Java's own exact method, which allocates. Always the nearest double.
 */
public final class DoubleParser {
    private static final int MOST_DIGITS = 19;
    private static final int EXACT_POWER = 22;
    private static final long EXACT_SIGNIFICAND = 1L << 53;
    private static final int EXPONENT_LIMIT = 100_000;
    private static final double[] EXACT_POWERS = new double[EXACT_POWER + 1];

    static {
        EXACT_POWERS[0] = 1;
        for (int i = 1; i <= EXACT_POWER; i++) {
            EXACT_POWERS[i] = EXACT_POWERS[i - 1] * 10;
        }
    }

    private DoubleParser() {}

    /**
     * Reads the bound of a range as C's {@code strtod} does: an empty text is zero, a zero byte ends it, and what is beyond
     * all doubles is infinite or zero. NaN if the text is no number.
     */
    public static double parseBound(byte[] text, int offset, int length) {
        int end = 0;
        while (end < length && text[offset + end] != 0) {
            end++;
        }
        return end == 0 ? 0 : read(text, offset, end, true);
    }

    /** The number that the whole text is; NaN if it is none, or not a number, or beyond all doubles but zero and infinity. */
    public static double parse(byte[] text, int offset, int length) {
        return read(text, offset, length, false);
    }

    private static double read(byte[] text, int offset, int length, boolean extremes) {
        int end = offset + length;
        int at = offset;
        boolean negative = at < end && text[at] == '-';
        if (negative || (at < end && text[at] == '+')) {
            at++;
        }
        if (at < end && (text[at] | 0x20) == 'i') {
            boolean infinite = is(text, at, end, "inf") || is(text, at, end, "infinity");
            return infinite
                    ? negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY
                    : Double.NaN;
        }
        long significand = 0;
        int digits = 0;
        int power = 0;
        boolean any = false;
        boolean point = false;
        for (; at < end; at++) {
            int c = text[at];
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                any = true;
                power -= point ? 1 : 0;
                if (digits < MOST_DIGITS) {
                    significand = significand * 10 + (c - '0');
                }
                // Zeros in front do not count.
                digits += digits > 0 || c != '0' ? 1 : 0;
            } else {
                break;
            }
        }
        if (!any) {
            return Double.NaN;
        }
        if (at < end) {
            long exponent = exponent(text, at, end);
            if (exponent == Long.MIN_VALUE) {
                return Double.NaN;
            }
            power += (int) exponent;
        }
        if (digits == 0) {
            return negative ? -0.0 : 0.0;
        }
        double magnitude = digits > MOST_DIGITS ? Double.NaN : magnitude(significand, power);
        if (Double.isNaN(magnitude)) {
            return exact(text, offset, length, extremes);
        }
        return negative ? -magnitude : magnitude;
    }

    private static double magnitude(long significand, int power) {
        if (power >= -EXACT_POWER
                && power <= EXACT_POWER
                && significand >= 0
                && significand <= EXACT_SIGNIFICAND) {
            return power < 0
                    ? significand / EXACT_POWERS[-power]
                    : significand * EXACT_POWERS[power];
        }
        return power < PowersOfFive.LEAST || power > PowersOfFive.MOST
                ? Double.NaN
                : nearest(significand, power);
    }

    /** The double nearest to the product, NaN where 128 bits do not tell. */
    private static double nearest(long significand, int power) {
        int zeros = Long.numberOfLeadingZeros(significand);
        long w = significand << zeros;
        long five = PowersOfFive.high(power);
        long upper = Math.unsignedMultiplyHigh(w, five);
        long lower = w * five;
        if ((upper & 0x1ff) == 0x1ff) {
            long more = Math.unsignedMultiplyHigh(w, PowersOfFive.low(power));
            lower += more;
            if (Long.compareUnsigned(lower, more) < 0) {
                upper++;
            }
        }
        int top = (int) (upper >>> 63);
        int exponent = (int) (((152170L + 65536) * power) >> 16) + 63 + top - zeros + 1023;
        boolean undecided = lower == -1 && (power < -27 || power > 55);
        if (undecided || exponent <= 0 || exponent >= 0x7fe) {
            return Double.NaN;
        }
        int shift = top + 64 - 52 - 3;
        long mantissa = upper >>> shift;
        // Exactly half way, which only small powers can be: to the even one.
        if (Long.compareUnsigned(lower, 1) <= 0
                && power >= -4
                && power <= 23
                && (mantissa & 3) == 1
                && mantissa << shift == upper) {
            mantissa &= ~1L;
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        if (mantissa >= 1L << 53) {
            mantissa = 1L << 52;
            exponent++;
        }
        return Double.longBitsToDouble((mantissa & ((1L << 52) - 1)) | (long) exponent << 52);
    }

    private static double exact(byte[] text, int offset, int length, boolean extremes) {
        double value = Double.parseDouble(new String(text, offset, length, ISO_8859_1));
        boolean extreme = value == 0 || Double.isInfinite(value);
        return extreme && !extremes ? Double.NaN : value;
    }

    /** The exponent that fills the rest of the text, the smallest long if it is none. */
    private static long exponent(byte[] text, int from, int end) {
        if ((text[from] | 0x20) != 'e') {
            return Long.MIN_VALUE;
        }
        int at = from + 1;
        boolean negative = at < end && text[at] == '-';
        if (negative || (at < end && text[at] == '+')) {
            at++;
        }
        if (at == end) {
            return Long.MIN_VALUE;
        }
        long value = 0;
        for (; at < end; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return Long.MIN_VALUE;
            }
            value = Math.min(value * 10 + (text[at] - '0'), EXPONENT_LIMIT);
        }
        return negative ? -value : value;
    }

    private static boolean is(byte[] text, int from, int end, String lowerAscii) {
        if (end - from != lowerAscii.length()) {
            return false;
        }
        for (int i = 0; i < lowerAscii.length(); i++) {
            if ((text[from + i] | 0x20) != lowerAscii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
