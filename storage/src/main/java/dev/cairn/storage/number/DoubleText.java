// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.number;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.storage.memory.DecimalText;

/** Doubles as text, laid out as Valkey lays out replies and scores: {@code 3}, {@code 0.1}, {@code 1e+21}, {@code -inf}. One per thread. */
public final class DoubleText {
    /** The length of the longest text. */
    public static final int LONGEST = 32;

    /** Up to here a whole number is written with all its digits. */
    private static final double LARGEST_WHOLE = 0x1p62;

    private static final int MOST_SHOWN = 18;

    private static final byte[] NAN = "nan".getBytes(ISO_8859_1);
    private static final byte[] INFINITE = "inf".getBytes(ISO_8859_1);
    private static final byte[] NEGATIVE_INFINITE = "-inf".getBytes(ISO_8859_1);
    private static final byte[] ZERO = "0".getBytes(ISO_8859_1);
    private static final byte[] NEGATIVE_ZERO = "-0".getBytes(ISO_8859_1);

    private final DoubleDigits digits = new DoubleDigits();

    /** Whether the number is written as an integer, and kept as one in a listpack. */
    public static boolean isWhole(double value) {
        return value >= -LARGEST_WHOLE && value <= LARGEST_WHOLE && value == (long) value;
    }

    /** Writes a number's text and returns its length, at most {@link #LONGEST}. */
    public int write(double value, byte[] target, int offset) {
        return value != 0 && isWhole(value)
                ? DecimalText.write((long) value, target, offset)
                : writeShortest(value, target, offset);
    }

    /** As {@link #write}, but whole numbers of many digits end in zeros where those are not needed to tell the number. */
    public int writeShortest(double value, byte[] target, int offset) {
        if (Double.isNaN(value)) {
            return copy(NAN, target, offset);
        }
        if (Double.isInfinite(value)) {
            return copy(value > 0 ? INFINITE : NEGATIVE_INFINITE, target, offset);
        }
        if (value == 0) {
            return copy(1 / value < 0 ? NEGATIVE_ZERO : ZERO, target, offset);
        }
        digits.generate(value);
        if (value < 0) {
            target[offset] = '-';
            return 1 + layout(target, offset + 1, 1);
        }
        return layout(target, offset, 0);
    }

    /** A number's text as a string. */
    public static String of(double value) {
        byte[] bytes = new byte[LONGEST];
        return new String(bytes, 0, new DoubleText().write(value, bytes, 0), ISO_8859_1);
    }

    private int layout(byte[] target, int offset, int signLength) {
        int count = digits.count();
        int exponent = digits.exponent();
        int magnitude = exponent + count - 1;
        byte[] shown = digits.digits();
        if (exponent >= 0 && Math.abs(magnitude) < count + 7) {
            System.arraycopy(shown, 0, target, offset, count);
            return count + zeros(target, offset + count, exponent);
        }
        if (exponent < 0 && (exponent > -7 || Math.abs(magnitude) < 4)) {
            return decimal(shown, count, count + exponent, target, offset);
        }
        return scientific(
                shown, Math.min(count, MOST_SHOWN - signLength), exponent, count, target, offset);
    }

    private static int decimal(byte[] shown, int count, int whole, byte[] target, int offset) {
        if (whole <= 0) {
            target[offset] = '0';
            target[offset + 1] = '.';
            int zeros = zeros(target, offset + 2, -whole);
            System.arraycopy(shown, 0, target, offset + 2 + zeros, count);
            return 2 + zeros + count;
        }
        System.arraycopy(shown, 0, target, offset, whole);
        target[offset + whole] = '.';
        System.arraycopy(shown, whole, target, offset + whole + 1, count - whole);
        return count + 1;
    }

    private static int scientific(
            byte[] shown, int count, int exponent, int allDigits, byte[] target, int offset) {
        int at = offset;
        target[at++] = shown[0];
        if (count > 1) {
            target[at++] = '.';
            System.arraycopy(shown, 1, target, at, count - 1);
            at += count - 1;
        }
        int magnitude = exponent + allDigits - 1;
        target[at++] = 'e';
        target[at++] = (byte) (magnitude < 0 ? '-' : '+');
        return at + DecimalText.write(Math.abs(magnitude), target, at) - offset;
    }

    private static int zeros(byte[] target, int offset, int count) {
        for (int i = 0; i < count; i++) {
            target[offset + i] = '0';
        }
        return count;
    }

    private static int copy(byte[] text, byte[] target, int offset) {
        System.arraycopy(text, 0, target, offset, text.length);
        return text.length;
    }
}
