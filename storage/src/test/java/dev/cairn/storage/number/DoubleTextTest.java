// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;

import java.util.Random;

class DoubleTextTest {
    private static final int NUMBERS = 300_000;

    @Test
    void writesWhatReadsBackAsTheSameNumber() {
        Random random = new Random(1);
        DoubleText text = new DoubleText();
        byte[] bytes = new byte[DoubleText.LONGEST];
        for (int i = 0; i < NUMBERS; i++) {
            double value = number(random, i);
            int length = text.write(value, bytes, 0);
            String shown = new String(bytes, 0, length, ISO_8859_1);
            assertEquals(value, Double.parseDouble(shown), shown);
            assertEquals(value, DoubleParser.parse(bytes, 0, length), shown);
        }
    }

    @Test
    void readsEachTextAsTheNearestNumber() {
        Random random = new Random(2);
        for (int i = 0; i < NUMBERS; i++) {
            String digits = Long.toUnsignedString(random.nextLong() >>> random.nextInt(64));
            String text = digits + "." + random.nextInt(1000) + "e" + (random.nextInt(640) - 330);
            byte[] bytes = text.getBytes(ISO_8859_1);
            double expected = Double.parseDouble(text);
            if (expected != 0 && !Double.isInfinite(expected)) {
                assertEquals(expected, DoubleParser.parse(bytes, 0, bytes.length), text);
            }
        }
    }

    @Test
    void knowsTheTextsThatStandOut() {
        assertEquals("0", DoubleText.of(0.0));
        assertEquals("-0", DoubleText.of(-0.0));
        assertEquals("inf", DoubleText.of(Double.POSITIVE_INFINITY));
        assertEquals("-inf", DoubleText.of(Double.NEGATIVE_INFINITY));
        assertEquals("nan", DoubleText.of(Double.NaN));
        assertEquals("1e+21", DoubleText.of(1e21));
        assertEquals("5e-324", DoubleText.of(Double.MIN_VALUE));
        assertEquals("1.7976931348623157e+308", DoubleText.of(Double.MAX_VALUE));
        assertEquals("-0.1", DoubleText.of(-0.1));
        assertEquals("4611686018427387904", DoubleText.of(0x1p62));
        assertEquals("9223372036854776000", DoubleText.of(0x1p63));
        assertTrue(Double.isNaN(parse("")));
        assertTrue(Double.isNaN(parse("-")));
        assertTrue(Double.isNaN(parse("1e")));
        assertTrue(Double.isNaN(parse("1 ")));
        assertTrue(Double.isNaN(parse("nan")));
        assertTrue(Double.isNaN(parse("1e400")));
        assertTrue(Double.isNaN(parse("1e-400")));
        assertEquals(Double.POSITIVE_INFINITY, parse("+Infinity"));
        assertEquals(0.0, parse("0e999999999999"));
    }

    private static double parse(String text) {
        return DoubleParser.parse(text.getBytes(ISO_8859_1), 0, text.length());
    }

    private static double number(Random random, int index) {
        return switch (index % 4) {
            case 0 -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isNaN(any) ? 1 : any;
            }
            case 1 -> random.nextInt(2_000_000) / 1000.0 - 500;
            case 2 -> Math.scalb(1.0, random.nextInt(2098) - 1074);
            default -> random.nextGaussian() * 1e9;
        };
    }
}
