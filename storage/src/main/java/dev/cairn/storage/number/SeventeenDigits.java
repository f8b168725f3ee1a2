// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.number;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.storage.memory.DecimalText;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles as C's {@code %.17g} shows them. One per thread.
 *
 * <p>A number m * 2^e times 10^k is m * 5^k * 2^(e+k), and where 5^k fits 128 bits the product is exact: its upper part has the
 * digits, and the lower one tells how to round. Numbers that are too small or too large for that go through {@link BigDecimal}.
 */
public final class SeventeenDigits {
    /** The length of the longest text. */
    public static final int LONGEST = 32;

    private static final int DIGITS = 17;
    private static final long MOST = 100_000_000_000_000_000L;
    private static final double LARGEST_WHOLE = 1e17;
    private static final int LEAST_PLAIN_EXPONENT = -4;
    private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    /** Higher powers of five have more than 128 bits. */
    private static final int LARGEST_POWER = 55;

    private static final long FRACTION = (1L << 52) - 1;
    private static final long HIDDEN_BIT = 1L << 52;
    private static final int FRACTION_BITS = 52;

    private final DoubleText others = new DoubleText();
    private final byte[] digits = new byte[DecimalText.LONGEST];

    /** Whether a number is shown as the integer that it is, all its digits, in listpacks as well. */
    public static boolean isWhole(double value) {
        return value != 0 && Math.abs(value) < LARGEST_WHOLE && value == (long) value;
    }

    /** Writes a number's text and returns its length, at most {@link #LONGEST}. */
    public int write(double value, byte[] target, int offset) {
        if (value == 0 || Double.isInfinite(value)) {
            return others.write(value, target, offset);
        }
        // Two to this power is at most the magnitude, and so is ten to that one.
        int binary = Math.getExponent(value);
        int decimal = (int) ((binary * 78913L) >> 18);
        if (decimal < DIGITS - 1 - LARGEST_POWER || decimal >= DIGITS - 1) {
            return writeExtreme(value, target, offset);
        }
        long significand = (Double.doubleToRawLongBits(value) & FRACTION) | HIDDEN_BIT;
        long all = scaled(significand, binary - FRACTION_BITS, DIGITS - 1 - decimal);
        if (all >= MOST) {
            decimal++;
            all = scaled(significand, binary - FRACTION_BITS, DIGITS - 1 - decimal);
        }
        int count = DecimalText.write(all, digits, 0);
        while (count > 1 && digits[count - 1] == '0') {
            count--;
        }
        int sign = 0;
        if (value < 0) {
            target[offset] = '-';
            sign = 1;
        }
        return sign + layout(count, decimal, target, offset + sign);
    }

    /** A number times a power of ten, rounded to an integer, half to even. */
    private static long scaled(long significand, int exponent, int power) {
        long high = PowersOfFive.high(power);
        long low = PowersOfFive.low(power);
        long bottom = significand * low;
        long middle = significand * high;
        long carried = Math.unsignedMultiplyHigh(significand, low);
        long sum = middle + carried;
        long top =
                Math.unsignedMultiplyHigh(significand, high)
                        + (Long.compareUnsigned(sum, middle) < 0 ? 1 : 0);
        // The power stands at the upper end of its 128 bits; the lowest 64 bits of the product are
        // below the point anyway.
        int bits = ((power * 1217359) >>> 19) + 1;
        int shift = 2 * Long.SIZE - bits - power - exponent - Long.SIZE;
        long whole = (top << -shift) | (sum >>> shift);
        long rest = sum & ((1L << shift) - 1);
        long half = 1L << (shift - 1);
        boolean isHalf = rest == half && bottom == 0;
        boolean up = isHalf ? (whole & 1) != 0 : rest >= half;
        return up ? whole + 1 : whole;
    }

    private int layout(int count, int decimal, byte[] target, int offset) {
        int at = offset;
        if (decimal < LEAST_PLAIN_EXPONENT || decimal >= DIGITS) {
            target[at++] = digits[0];
            if (count > 1) {
                target[at++] = '.';
                System.arraycopy(digits, 1, target, at, count - 1);
                at += count - 1;
            }
            target[at++] = 'e';
            target[at++] = (byte) (decimal < 0 ? '-' : '+');
            int magnitude = Math.abs(decimal);
            if (magnitude < 10) {
                target[at++] = '0';
            }
            return at + DecimalText.write(magnitude, target, at) - offset;
        }
        int before = Math.max(0, decimal + 1);
        for (int i = 0; i < before; i++) {
            target[at++] = i < count ? digits[i] : (byte) '0';
        }
        if (before == 0) {
            target[at++] = '0';
        }
        if (count > before) {
            target[at++] = '.';
            for (int i = decimal + 1; i < 0; i++) {
                target[at++] = '0';
            }
            System.arraycopy(digits, before, target, at, count - before);
            at += count - before;
        }
        return at - offset;
    }

    /** By way of the heap. */
    private int writeExtreme(double value, byte[] target, int offset) {
        BigDecimal rounded = new BigDecimal(value).round(ROUNDING).stripTrailingZeros();
        byte[] shown = rounded.unscaledValue().abs().toString().getBytes(ISO_8859_1);
        System.arraycopy(shown, 0, digits, 0, shown.length);
        int sign = 0;
        if (value < 0) {
            target[offset] = '-';
            sign = 1;
        }
        int decimal = rounded.precision() - rounded.scale() - 1;
        return sign + layout(shown.length, decimal, target, offset + sign);
    }
}
