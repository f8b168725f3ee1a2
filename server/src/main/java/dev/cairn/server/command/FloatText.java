// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A number as INCRBYFLOAT and HINCRBYFLOAT compute with it: the 80-bit extended precision of x87, which is
 * the {@code long double} of the machines that Redis and Valkey run on. Java has no such type, so numbers
 * are kept as exact decimals and rounded, after reading and after each addition, to the 64 bits of
 * mantissa that the format has. That makes the texts come out digit for digit as users know them.
 */
public final class FloatText {
    /** The longest text that is read as a number, as in Valkey (MAX_LONG_DOUBLE_CHARS). */
    private static final int TEXT_LENGTH_LIMIT = 5 * 1024;

    private static final int MANTISSA_BITS = 64;

    /** Numbers of this magnitude and beyond, as a power of two, are infinite. */
    private static final int OVERFLOW_EXPONENT = 16384;

    /** The weight of the last bit of the smallest number, as a power of two. */
    private static final int UNDERFLOW_EXPONENT = -16445;

    /** No finite number but zero has a decimal exponent outside plus and minus this. */
    private static final int DECIMAL_EXPONENT_LIMIT = 5000;

    private static final int DECIMAL_PLACES = 17;

    private static final FloatText POSITIVE_INFINITY = new FloatText(null);
    private static final FloatText NEGATIVE_INFINITY = new FloatText(null);

    private final BigDecimal value;

    private FloatText(BigDecimal value) {
        this.value = value;
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
        boolean hexadecimal = magnitude.regionMatches(true, 0, "0x", 0, 2);
        BigDecimal exact =
                hexadecimal
                        ? parseDigits(magnitude, 2, 16, 'p')
                        : parseDigits(magnitude, 0, 10, 'e');
        if (exact == null) {
            return null;
        }
        FloatText rounded = round(negative ? exact.negate() : exact);
        boolean vanished = rounded.isFinite() && rounded.value.signum() == 0 && exact.signum() != 0;
        return vanished || !rounded.isFinite() ? null : rounded;
    }

    /** The number nearest to an integer: the integer itself, since 64 bits hold it. */
    public static FloatText of(long integer) {
        return new FloatText(BigDecimal.valueOf(integer));
    }

    /** Whether this is a number and not an infinity. */
    public boolean isFinite() {
        return value != null;
    }

    /** The rounded sum; both numbers have to be finite. */
    public FloatText plus(FloatText other) {
        return round(value.add(other.value));
    }

    /** The number with up to 17 decimals, without trailing zeros and without an exponent. */
    @Override
    public String toString() {
        if (!isFinite()) {
            return this == NEGATIVE_INFINITY ? "-inf" : "inf";
        }
        BigDecimal shown = value.setScale(DECIMAL_PLACES, RoundingMode.HALF_EVEN);
        // stripTrailingZeros() also turns 100 into 1E+2, which toPlainString() takes back.
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }

    /** Digits, optional point and digits, optional exponent; null when there is anything else. */
    private static BigDecimal parseDigits(String text, int from, int radix, char exponentMark) {
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
        long exponent = 0;
        if (at < text.length()) {
            if (Character.toLowerCase(text.charAt(at)) != exponentMark
                    || !isExponent(text, at + 1)) {
                return null;
            }
            exponent = exponent(text, at + 1);
        }
        BigInteger unscaled = new BigInteger(digits.toString(), radix);
        return radix == 16
                ? binary(unscaled, exponent - 4L * places)
                : decimal(unscaled, exponent - places);
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

    /** The exact value; a number out of all range becomes one that rounding sees to be so. */
    private static BigDecimal decimal(BigInteger unscaled, long exponent) {
        if (unscaled.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal mantissa = new BigDecimal(unscaled);
        long magnitude = mantissa.precision() + exponent;
        if (magnitude > DECIMAL_EXPONENT_LIMIT || magnitude < -DECIMAL_EXPONENT_LIMIT) {
            return BigDecimal.ONE.scaleByPowerOfTen(
                    magnitude > 0 ? DECIMAL_EXPONENT_LIMIT : -DECIMAL_EXPONENT_LIMIT);
        }
        return mantissa.scaleByPowerOfTen((int) exponent);
    }

    private static BigDecimal binary(BigInteger unscaled, long exponent) {
        if (unscaled.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long magnitude = unscaled.bitLength() + exponent;
        if (magnitude > OVERFLOW_EXPONENT + 1 || magnitude < UNDERFLOW_EXPONENT - 1) {
            return BigDecimal.ONE.scaleByPowerOfTen(
                    magnitude > 0 ? DECIMAL_EXPONENT_LIMIT : -DECIMAL_EXPONENT_LIMIT);
        }
        return timesPowerOfTwo(unscaled, (int) exponent);
    }

    private static FloatText round(BigDecimal exact) {
        if (exact.signum() == 0) {
            return new FloatText(BigDecimal.ZERO);
        }
        boolean negative = exact.signum() < 0;
        BigInteger numerator = exact.unscaledValue().abs();
        BigInteger denominator = BigInteger.ONE;
        if (exact.scale() > 0) {
            denominator = BigInteger.TEN.pow(exact.scale());
        } else {
            numerator = numerator.multiply(BigInteger.TEN.pow(-exact.scale()));
        }
        // The quotient gets one or two bits more than the mantissa, unless it would be finer than
        // the smallest number; the remainder decides what looks like half way.
        int lastBit = numerator.bitLength() - denominator.bitLength() - MANTISSA_BITS;
        lastBit = Math.max(lastBit, UNDERFLOW_EXPONENT);
        BigInteger[] parts = divide(numerator, denominator, lastBit);
        if (parts[0].bitLength() > MANTISSA_BITS) {
            lastBit++;
            parts = divide(numerator, denominator, lastBit);
        }
        BigInteger mantissa = parts[0];
        BigInteger divisor = lastBit > 0 ? denominator.shiftLeft(lastBit) : denominator;
        int half = parts[1].shiftLeft(1).compareTo(divisor);
        if (half > 0 || (half == 0 && mantissa.testBit(0))) {
            mantissa = mantissa.add(BigInteger.ONE);
        }
        if (mantissa.bitLength() + lastBit > OVERFLOW_EXPONENT) {
            return negative ? NEGATIVE_INFINITY : POSITIVE_INFINITY;
        }
        return new FloatText(timesPowerOfTwo(negative ? mantissa.negate() : mantissa, lastBit));
    }

    /** Quotient and remainder of numerator / (denominator * 2^power). */
    private static BigInteger[] divide(BigInteger numerator, BigInteger denominator, int power) {
        return power > 0
                ? numerator.divideAndRemainder(denominator.shiftLeft(power))
                : numerator.shiftLeft(-power).divideAndRemainder(denominator);
    }

    private static BigDecimal timesPowerOfTwo(BigInteger mantissa, int power) {
        return power >= 0
                ? new BigDecimal(mantissa.shiftLeft(power))
                : new BigDecimal(mantissa.multiply(BigInteger.valueOf(5).pow(-power)), -power);
    }
}
