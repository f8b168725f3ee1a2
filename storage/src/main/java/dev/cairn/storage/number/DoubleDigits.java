// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.number;

import java.math.BigInteger;

/**
 * The decimal digits of a double, by Grisu2 (Loitsch: Printing Floating-Point Numbers Quickly and Accurately with
 * Integers, 2010). Nearly always they are the shortest that read back as the same number; where they are not, Valkey's,
 * which come from the same method, are the same: so this is not replaced by an exact one.
 *
 * <p>One per thread; {@link #count()} and the others tell of the number that {@link #generate} saw last.
 */
final class DoubleDigits {
    /** No number needs more. */
    static final int MOST_DIGITS = 18;

    private static final int FIRST_POWER = -348;
    private static final int POWER_STEP = 8;
    private static final int POWER_COUNT = 87;
    private static final int LEAST_EXPONENT = -60;
    private static final int MOST_EXPONENT = -32;
    private static final double LOG10_OF_2 = 0.30102999566398114;

    private static final long FRACTION = (1L << 52) - 1;
    private static final long HIDDEN_BIT = 1L << 52;
    private static final int BIAS = 1023 + 52;

    /** Powers of ten as 64-bit significands, rounded, and exponents of two. */
    private static final long[] POWERS = new long[POWER_COUNT];

    private static final int[] POWER_EXPONENTS = new int[POWER_COUNT];
    private static final long[] TENS = new long[20];

    static {
        for (int i = 0; i < POWER_COUNT; i++) {
            setPower(i, FIRST_POWER + i * POWER_STEP);
        }
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private final byte[] digits = new byte[MOST_DIGITS + 2];
    private int count;
    private int exponent;

    /** The digits, as characters. */
    byte[] digits() {
        return digits;
    }

    int count() {
        return count;
    }

    /** The power of ten that the digits, read as an integer, are to be multiplied with. */
    int exponent() {
        return exponent;
    }

    /** Finds the digits of a finite number's magnitude; zero has none. */
    void generate(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & FRACTION;
        int stored = (int) (bits >>> 52) & 0x7ff;
        boolean atBoundary = fraction == 0;
        if (stored != 0) {
            fraction |= HIDDEN_BIT;
        }
        int power = (stored == 0 ? 1 : stored) - BIAS;
        // Half way to the neighbours above and below, with one exponent.
        long upper = (fraction << 1) + 1;
        int shift = Long.numberOfLeadingZeros(upper);
        upper <<= shift;
        int upperExponent = power - 1 - shift;
        int lowerShift = atBoundary && stored != 0 ? 2 : 1;
        long lower = ((fraction << lowerShift) - 1) << (power - lowerShift - upperExponent);
        long w = fraction << Long.numberOfLeadingZeros(fraction);

        int index = cachedPower(upperExponent);
        long scale = POWERS[index];
        // Normalized, the number has the exponent of its upper boundary.
        long scaledW = multiply(w, scale);
        long scaledUpper = multiply(upper, scale) - 1;
        long scaledLower = multiply(lower, scale) + 1;
        int scaledExponent = upperExponent + POWER_EXPONENTS[index] + 64;
        exponent = -(FIRST_POWER + index * POWER_STEP);
        digits(scaledUpper, scaledUpper - scaledLower, scaledUpper - scaledW, -scaledExponent);
    }

    private void digits(long upper, long width, long distance, int fractionBits) {
        long delta = width;
        long one = 1L << fractionBits;
        long whole = upper >>> fractionBits;
        long rest = upper & (one - 1);
        count = 0;
        for (int kappa = 9; kappa >= 0; kappa--) {
            long unit = TENS[kappa];
            long digit = whole / unit;
            put(digit);
            whole -= digit * unit;
            long left = (whole << fractionBits) + rest;
            if (Long.compareUnsigned(left, delta) <= 0) {
                exponent += kappa;
                round(delta, left, unit << fractionBits, distance);
                return;
            }
        }
        for (int below = 1; ; below++) {
            rest *= 10;
            delta *= 10;
            put(rest >>> fractionBits);
            rest &= one - 1;
            if (Long.compareUnsigned(rest, delta) < 0) {
                exponent -= below;
                round(delta, rest, one, distance * TENS[below]);
                return;
            }
        }
    }

    private void put(long digit) {
        if (digit != 0 || count > 0) {
            digits[count++] = (byte) ('0' + digit);
        }
    }

    /** Lowers the last digit as long as that comes closer to the number. */
    private void round(long delta, long rest, long unit, long distance) {
        long left = rest;
        while (Long.compareUnsigned(left, distance) < 0
                && Long.compareUnsigned(delta - left, unit) >= 0
                && (Long.compareUnsigned(left + unit, distance) < 0
                        || Long.compareUnsigned(distance - left, left + unit - distance) > 0)) {
            digits[count - 1]--;
            left += unit;
        }
    }

    private static int cachedPower(int exponent) {
        int approximate = (int) (-(exponent + POWER_COUNT) * LOG10_OF_2);
        int index = (approximate - FIRST_POWER) / POWER_STEP;
        while (true) {
            int scaled = exponent + POWER_EXPONENTS[index] + 64;
            if (scaled < LEAST_EXPONENT) {
                index++;
            } else if (scaled > MOST_EXPONENT) {
                index--;
            } else {
                return index;
            }
        }
    }

    /** The upper half of the product, rounded. */
    private static long multiply(long a, long b) {
        long high = Math.unsignedMultiplyHigh(a, b);
        return high + ((a * b) >>> 63);
    }

    private static void setPower(int index, int power) {
        BigInteger significand;
        int exponent;
        if (power >= 0) {
            significand = BigInteger.TEN.pow(power);
            exponent = 0;
        } else {
            BigInteger divisor = BigInteger.TEN.pow(-power);
            int bits = divisor.bitLength() + 80;
            significand = BigInteger.ONE.shiftLeft(bits).divide(divisor);
            exponent = -bits;
        }
        int excess = significand.bitLength() - 64;
        if (excess > 0) {
            boolean up = significand.testBit(excess - 1);
            significand = significand.shiftRight(excess);
            significand = up ? significand.add(BigInteger.ONE) : significand;
        } else {
            significand = significand.shiftLeft(-excess);
        }
        POWERS[index] = significand.longValue();
        POWER_EXPONENTS[index] = exponent + excess;
    }
}
