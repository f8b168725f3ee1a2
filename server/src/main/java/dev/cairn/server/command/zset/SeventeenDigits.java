// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.storage.number.DoubleText;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Doubles as C's {@code %.17g} shows them. */
final class SeventeenDigits {
    private static final int DIGITS = 17;
    private static final double LARGEST_WHOLE = 1e17;
    private static final int LEAST_PLAIN_EXPONENT = -4;
    private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    private SeventeenDigits() {}

    /** Whether a number is shown as the integer that it is, all its digits, in listpacks as well. */
    static boolean isWhole(double value) {
        return value != 0 && Math.abs(value) < LARGEST_WHOLE && value == (long) value;
    }

    static String of(double value) {
        if (value == 0 || Double.isInfinite(value)) {
            return DoubleText.of(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(ROUNDING).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= LEAST_PLAIN_EXPONENT && exponent < DIGITS) {
            return rounded.toPlainString();
        }
        String digits = rounded.unscaledValue().abs().toString();
        StringBuilder text = new StringBuilder(value < 0 ? "-" : "").append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        int magnitude = Math.abs(exponent);
        return text.append('e')
                .append(exponent < 0 ? '-' : '+')
                .append(magnitude < 10 ? "0" : "")
                .append(magnitude)
                .toString();
    }
}
