// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;

/**
 * A number as INCRBYFLOAT and HINCRBYFLOAT compute with it: the 80-bit extended precision of x87, which is the
 * {@code long double} of the machines that Redis and Valkey run on. Java has no such type, so a number is kept as a
 * significand of up to 64 bits and a power of two, and rounded, after reading and after each addition, to the nearest
 * number that the format has. That makes the texts come out digit for digit as users know them.
 */
public final class FloatText implements Comparable<FloatText> {
    /** The longest text that is read as a number, as in Valkey (MAX_LONG_DOUBLE_CHARS). */
    private static final int TEXT_LENGTH_LIMIT = 5 * 1024;

    private static final int SIGNIFICAND_BITS = 64;

    /** A quotient with two bits more and a last one for what is behind rounds as the exact value does. */
    private static final int QUOTIENT_BITS = SIGNIFICAND_BITS + 2;

    /** Numbers of this magnitude and beyond, as a power of two, are infinite. */
    private static final int OVERFLOW_EXPONENT = 16384;

    /** The weight of the last bit of the smallest number, as a power of two. */
    private static final int UNDERFLOW_EXPONENT = -16445;

    /** No finite number but zero has a decimal exponent outside plus and minus this. */
    private static final int DECIMAL_EXPONENT_LIMIT = 5000;

    private static final int DECIMAL_PLACES = 17;
    private static final BigInteger DECIMAL_SHIFT = BigInteger.TEN.pow(DECIMAL_PLACES);
    private static final int SAFE_LONG_DIGITS = 18;

    private static final FloatText ZERO = new FloatText(BigInteger.ZERO, 0);
    private static final FloatText POSITIVE_INFINITY =
            new FloatText(BigInteger.ONE, Integer.MAX_VALUE);
    private static final FloatText NEGATIVE_INFINITY =
            new FloatText(BigInteger.ONE, Integer.MAX_VALUE);

    /** The highest number that is finite. */
    public static final FloatText HIGHEST =
            new FloatText(
                    BigInteger.ONE.shiftLeft(SIGNIFICAND_BITS).subtract(BigInteger.ONE),
                    OVERFLOW_EXPONENT - SIGNIFICAND_BITS);

    /** The lowest number that is finite. */
    public static final FloatText LOWEST = HIGHEST.negated();

    private final BigInteger significand;
    private final int exponent;

    private FloatText(BigInteger significand, int exponent) {
        this.significand = significand;
        this.exponent = exponent;
    }

    /** Reads what {@code strtold} accepts and takes whole, but for NaN; null for anything else. */
    public static FloatText parse(byte[] array, int offset, int length) {
        if (length == 0 || length >= TEXT_LENGTH_LIMIT) {
            return null;
        }
        String text = new String(array, offset, length, ISO_8859_1);
        boolean negative = text.charAt(0) == '-';
        int from = negative || text.charAt(0) == '+' ? 1 : 0;
        String magnitude = text.substring(from);
        if (magnitude.equalsIgnoreCase("inf") || magnitude.equalsIgnoreCase("infinity")) {
            return negative ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        }
        return magnitude.regionMatches(true, 0, "0x", 0, 2)
                ? parseDigits(magnitude, 2, 16, 'p', negative)
                : parseDigits(magnitude, 0, 10, 'e', negative);
    }

    /** The number nearest to an integer: the integer itself, since 64 bits hold it. */
    public static FloatText of(long integer) {
        return new FloatText(BigInteger.valueOf(integer), 0);
    }

    /** Whether this is a number and not an infinity. */
    public boolean isFinite() {
        return exponent != Integer.MAX_VALUE;
    }

    public boolean isNegative() {
        return this == NEGATIVE_INFINITY || significand.signum() < 0;
    }

    /** A thousand times this number, rounded up to a whole one; it has to be finite. */
    public BigInteger thousandfoldRoundedUp() {
        BigInteger thousandfold = significand.multiply(BigInteger.valueOf(1000));
        // Shifting to the right rounds down, whatever the sign.
        return exponent >= 0
                ? thousandfold.shiftLeft(exponent)
                : thousandfold.negate().shiftRight(-exponent).negate();
    }

    /** The rounded sum; both numbers have to be finite. */
    public FloatText plus(FloatText other) {
        int lower = Math.min(exponent, other.exponent);
        BigInteger one = significand.shiftLeft(exponent - lower);
        return round(one.add(other.significand.shiftLeft(other.exponent - lower)), lower);
    }

    /** The rounded sum, also with infinities: of two that are opposite the first one wins. */
    public FloatText plusOrInfinite(FloatText other) {
        if (!isFinite()) {
            return this;
        }
        return other.isFinite() ? plus(other) : other;
    }

    public FloatText negated() {
        if (!isFinite()) {
            return this == NEGATIVE_INFINITY ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
        return new FloatText(significand.negate(), exponent);
    }

    @Override
    public int compareTo(FloatText other) {
        if (!isFinite() || !other.isFinite()) {
            return Integer.compare(infinity(), other.infinity());
        }
        int lower = Math.min(exponent, other.exponent);
        return significand
                .shiftLeft(exponent - lower)
                .compareTo(other.significand.shiftLeft(other.exponent - lower));
    }

    /** 1 and -1 for the infinities, 0 for a number. */
    private int infinity() {
        if (isFinite()) {
            return 0;
        }
        return this == NEGATIVE_INFINITY ? -1 : 1;
    }

    /** The number with up to 17 decimals, without trailing zeros and without an exponent. */
    @Override
    public String toString() {
        if (!isFinite()) {
            return this == NEGATIVE_INFINITY ? "-inf" : "inf";
        }
        if (exponent >= 0) {
            return significand.shiftLeft(exponent).toString();
        }
        BigInteger shifted = shiftRight(significand.abs().multiply(DECIMAL_SHIFT), -exponent);
        if (shifted.signum() == 0) {
            return "0";
        }
        StringBuilder text = new StringBuilder(shifted.toString());
        while (text.length() <= DECIMAL_PLACES) {
            text.insert(0, '0');
        }
        int length = text.length();
        int point = length - DECIMAL_PLACES;
        while (length > point && text.charAt(length - 1) == '0') {
            length--;
        }
        text.setLength(length);
        if (length > point) {
            text.insert(point, '.');
        }
        return significand.signum() < 0 ? text.insert(0, '-').toString() : text.toString();
    }

    /** Digits, optional point and digits, optional exponent; null when there is anything else, or it is out of range. */
    private static FloatText parseDigits(
            String text, int from, int radix, char exponentMark, boolean negative) {
        StringBuilder digits = new StringBuilder();
        int places = 0;
        boolean pointSeen = false;
        int at = from;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '.' && !pointSeen) {
                pointSeen = true;
            } else if (c < 128 && Character.digit(c, radix) >= 0) {
                digits.append(c);
                places += pointSeen ? 1 : 0;
            } else {
                break;
            }
        }
        if (digits.isEmpty()) {
            return null;
        }
        long power = 0;
        if (at < text.length()) {
            if (Character.toLowerCase(text.charAt(at)) != exponentMark
                    || !isExponent(text, at + 1)) {
                return null;
            }
            power = exponent(text, at + 1);
        }
        BigInteger unscaled = unscaled(digits, radix);
        if (unscaled.signum() == 0) {
            return ZERO;
        }
        unscaled = negative ? unscaled.negate() : unscaled;
        return radix == 16
                ? binary(unscaled, power - 4L * places)
                : decimal(unscaled, digits.length(), power - places);
    }

    private static BigInteger unscaled(StringBuilder digits, int radix) {
        return radix == 10 && digits.length() <= SAFE_LONG_DIGITS
                ? BigInteger.valueOf(Long.parseLong(digits, 0, digits.length(), 10))
                : new BigInteger(digits.toString(), radix);
    }

    private static boolean isExponent(String text, int from) {
        int at = from;
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            at++;
        }
        if (at == text.length()) {
            return false;
        }
        for (; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return true;
    }

    /** An exponent's value; what is beyond all floats stays beyond them, whatever its length. */
    private static long exponent(String text, int from) {
        boolean negative = text.charAt(from) == '-';
        long magnitude = 0;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                magnitude = Math.min(magnitude * 10 + (c - '0'), Integer.MAX_VALUE);
            }
        }
        return negative ? -magnitude : magnitude;
    }

    /** The number nearest to unscaled * 10^power; null where that is infinite or zero. */
    private static FloatText decimal(BigInteger unscaled, int digits, long power) {
        if (power > DECIMAL_EXPONENT_LIMIT || digits + power < -DECIMAL_EXPONENT_LIMIT) {
            return null;
        }
        if (power >= 0) {
            return inRange(round(unscaled.multiply(BigInteger.TEN.pow((int) power)), 0));
        }
        BigInteger denominator = BigInteger.TEN.pow((int) -power);
        int shift = Math.max(0, QUOTIENT_BITS - unscaled.bitLength() + denominator.bitLength());
        BigInteger[] parts = unscaled.abs().shiftLeft(shift).divideAndRemainder(denominator);
        // One more bit tells whether anything is left behind the quotient.
        BigInteger quotient = parts[0].shiftLeft(1);
        if (parts[1].signum() != 0) {
            quotient = quotient.setBit(0);
        }
        return inRange(round(unscaled.signum() < 0 ? quotient.negate() : quotient, -shift - 1));
    }

    private static FloatText binary(BigInteger unscaled, long power) {
        if (power > OVERFLOW_EXPONENT || power + unscaled.bitLength() < UNDERFLOW_EXPONENT - 1) {
            return null;
        }
        return inRange(round(unscaled, (int) power));
    }

    private static FloatText inRange(FloatText number) {
        return number.isFinite() && number.significand.signum() != 0 ? number : null;
    }

    /** The number nearest to value * 2^power, the even one of two. */
    private static FloatText round(BigInteger value, int power) {
        if (value.signum() == 0) {
            return ZERO;
        }
        int excess = value.bitLength() - SIGNIFICAND_BITS;
        int shift = Math.max(0, Math.max(excess, UNDERFLOW_EXPONENT - power));
        BigInteger rounded = shiftRight(value.abs(), shift);
        if (rounded.bitLength() + power + shift > OVERFLOW_EXPONENT) {
            return value.signum() < 0 ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        }
        return new FloatText(value.signum() < 0 ? rounded.negate() : rounded, power + shift);
    }

    /** A positive number without its last bits, rounded half to even. */
    private static BigInteger shiftRight(BigInteger value, int bits) {
        if (bits == 0) {
            return value;
        }
        BigInteger kept = value.shiftRight(bits);
        boolean half = value.testBit(bits - 1);
        boolean more = value.getLowestSetBit() < bits - 1;
        return half && (more || kept.testBit(0)) ? kept.add(BigInteger.ONE) : kept;
    }
}
