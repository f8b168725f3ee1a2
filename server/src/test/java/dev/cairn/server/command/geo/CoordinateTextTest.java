// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;

class CoordinateTextTest {
    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -180,
                85.05112878,
                0.5,
                0x1p-18,
                -0x1p-18,
                0x3p-18,
                0x1p-57,
                5e-18,
                -5e-18,
                Double.MIN_VALUE,
                Double.MIN_NORMAL,
                0x1.fffffffffffffp6,
                0.9999999999999999,
                999.9999999999999
            })
    void isWhatBigNumbersSay(double value) {
        assertEquals(expected(value), written(value));
    }

    @Property
    void isWhatBigNumbersSayOfAny(@ForAll @DoubleRange(min = -180, max = 180) double value) {
        assertEquals(expected(value), written(value));
    }

    /** Of every size, with few digits too: those are exactly halfway now and then. */
    @Property
    void isWhatBigNumbersSayOfEverySize(@ForAll long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            long digits = random.nextLong() >>> (11 + random.nextInt(50));
            double value = Math.scalb((double) digits, -random.nextInt(150));
            while (Math.abs(value) >= 1000) {
                value /= 2;
            }
            double signed = random.nextBoolean() ? value : -value;
            assertEquals(expected(signed), written(signed));
        }
    }

    private static String written(double value) {
        byte[] text = new byte[CoordinateText.LONGEST];
        return new String(text, 0, CoordinateText.write(value, text), ISO_8859_1);
    }

    private static String expected(double value) {
        BigDecimal decimal = new BigDecimal(value).setScale(17, RoundingMode.HALF_EVEN);
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
