// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import java.math.BigDecimal;
import java.math.MathContext;

/** Doubles as the shortest text that reads back as the same number, laid out as Valkey's replies lay it out. */
public final class DoubleText {
    private static final int MAX_DIGITS = 18;

    /** Up to here a whole number is written with all its digits. */
    private static final double LARGEST_WHOLE = 0x1p62;

    private static final MathContext ONE_DIGIT = new MathContext(1);

    private DoubleText() {}

    /** The text of {@code value}: {@code 3}, {@code 0.1}, {@code 1e+21}, {@code inf}, {@code -inf}, {@code nan}. */
    public static String of(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (Math.abs(value) <= LARGEST_WHOLE && value == (long) value) {
            return Long.toString((long) value);
        }
        BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        decimal = shortest(decimal, Math.abs(value));
        String text = layout(decimal.unscaledValue().toString(), -decimal.scale(), value < 0);
        return value < 0 ? "-" + text : text;
    }

    /** Java shows at least two digits where one is enough to tell the number. */
    private static BigDecimal shortest(BigDecimal decimal, double value) {
        if (decimal.precision() == 2) {
            BigDecimal one = decimal.round(ONE_DIGIT);
            if (one.doubleValue() == value) {
                return one.stripTrailingZeros();
            }
        }
        return decimal;
    }

    /** Lays out {@code digits * 10^exponent}. */
    private static String layout(String digits, int exponent, boolean negative) {
        int count = digits.length();
        int magnitude = exponent + count - 1;
        if (exponent >= 0 && Math.abs(magnitude) < count + 7) {
            return digits + "0".repeat(exponent);
        }
        if (exponent < 0 && (exponent > -7 || Math.abs(magnitude) < 4)) {
            int whole = count + exponent;
            return whole <= 0
                    ? "0." + "0".repeat(-whole) + digits
                    : digits.substring(0, whole) + "." + digits.substring(whole);
        }
        String shown = digits.substring(0, Math.min(count, MAX_DIGITS - (negative ? 1 : 0)));
        String mantissa = shown.length() > 1 ? shown.charAt(0) + "." + shown.substring(1) : shown;
        return mantissa + "e" + (magnitude < 0 ? "-" : "+") + Math.abs(magnitude);
    }
}
