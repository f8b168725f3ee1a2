// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import dev.cairn.storage.memory.DecimalText;

/** Coordinates as decimal text of 17 decimals at most, rounded as C does: what is exactly halfway goes to the even digit. */
final class CoordinateText {
    /** What {@link #write} writes at most. */
    static final int LONGEST = 22;

    private static final int DECIMALS = 17;
    private static final long PARTS = 100_000_000_000_000_000L;
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final int EXPONENT_BIAS = 1075;

    /** What is smaller than a part by so many bits is nothing. */
    private static final int MOST_SHIFT = 120;

    private CoordinateText() {}

    /** Writes a number between -1000 and 1000 and returns how many bytes it took. */
    static int write(double value, byte[] target) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> FRACTION_BITS) & 0x7ff;
        // The number is digits / 2^shift.
        int shift = EXPONENT_BIAS - Math.max(1, exponent);
        long digits = (bits & FRACTION) | (exponent == 0 ? 0 : FRACTION + 1);
        long whole = shift < Long.SIZE ? digits >>> shift : 0;
        long fraction = shift < Long.SIZE ? digits - (whole << shift) : digits;
        long parts = shift > MOST_SHIFT ? 0 : parts(fraction, shift);
        if (parts == PARTS) {
            whole++;
            parts = 0;
        }
        int end = 0;
        if (value < 0 && (whole | parts) != 0) {
            target[end++] = '-';
        }
        end += DecimalText.write(whole, target, end);
        return end + (parts == 0 ? 0 : decimals(parts, target, end));
    }

    /** How many parts fraction / 2^shift is, to the nearest. */
    private static long parts(long fraction, int shift) {
        long high = Math.multiplyHigh(fraction, PARTS);
        long low = fraction * PARTS;
        long quotient = shifted(high, low, shift);
        long roundingBit = shifted(high, low, shift - 1) & 1;
        boolean odd = (quotient & 1) != 0;
        boolean more = trailingZeros(high, low) < shift - 1;
        return roundingBit != 0 && (odd || more) ? quotient + 1 : quotient;
    }

    private static long shifted(long high, long low, int shift) {
        return shift >= Long.SIZE
                ? high >>> (shift - Long.SIZE)
                : high << (Long.SIZE - shift) | low >>> shift;
    }

    private static int trailingZeros(long high, long low) {
        return low == 0
                ? Long.SIZE + Long.numberOfTrailingZeros(high)
                : Long.numberOfTrailingZeros(low);
    }

    /** Writes the point and what stands behind it, without zeros at the end. */
    private static int decimals(long parts, byte[] target, int offset) {
        target[offset] = '.';
        long rest = parts;
        for (int i = DECIMALS; i > 0; i--) {
            target[offset + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        int length = DECIMALS;
        while (target[offset + length] == '0') {
            length--;
        }
        return length + 1;
    }
}
