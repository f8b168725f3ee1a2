// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with seventeen digits, beside what exact decimals give. */
class SeventeenDigitsTest {
    private static final MathContext ROUNDING = new MathContext(17, RoundingMode.HALF_EVEN);

    private final SeventeenDigits digits = new SeventeenDigits();
    private final byte[] text = new byte[SeventeenDigits.LONGEST];

    @Property(tries = 20_000)
    void numbersOfAllBitsAreRoundedAsExactDecimalsAre(@ForAll long bits) {
        check(Double.longBitsToDouble(bits));
    }

    @Property(tries = 20_000)
    void numbersNearOneAreToo(@ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
        check(value);
        check(value / 1e6);
    }

    /** Few bits far apart: half of the last digit, exactly. */
    @Property(tries = 20_000)
    void tiesAreToo(
            @ForAll @IntRange(min = 0, max = 1 << 20) int odd,
            @ForAll @IntRange(min = 0, max = 130) int below,
            @ForAll @IntRange(min = 0, max = 56) int above) {
        check((0x1p52 + odd) * Math.pow(2, -below));
        check((odd * 2.0 + 1) * Math.pow(2, -below));
        check(Math.pow(10, above) * (1 + odd * 0x1p-52));
    }

    @Test
    void namedNumbers() {
        for (int exponent = -340; exponent <= 308; exponent++) {
            double ten = Double.parseDouble("1e" + exponent);
            check(ten);
            check(Math.nextUp(ten));
            check(-Math.nextDown(ten));
        }
        check(Double.MIN_VALUE);
        check(Double.MAX_VALUE);
        assertEquals("0.10000000000000001", shown(0.1));
        assertEquals("-1.5", shown(-1.5));
        assertEquals("inf", shown(Double.POSITIVE_INFINITY));
        assertEquals("-0", shown(-0.0));
    }

    private void check(double value) {
        if (!Double.isNaN(value) && !Double.isInfinite(value) && value != 0) {
            assertEquals(exact(value), shown(value));
        }
    }

    private String shown(double value) {
        return new String(text, 0, digits.write(value, text, 0), ISO_8859_1);
    }

    private static String exact(double value) {
        BigDecimal rounded = new BigDecimal(value).round(ROUNDING).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 17) {
            return rounded.toPlainString();
        }
        String shown = rounded.unscaledValue().abs().toString();
        String rest = shown.length() > 1 ? "." + shown.substring(1) : "";
        return (value < 0 ? "-" : "")
                + shown.charAt(0)
                + rest
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
