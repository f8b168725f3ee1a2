// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

/** The sums are those that Valkey 9.1.2 answers on x86-64. */
class FloatTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "10.50, 0.1, 10.6",
        "5.0e3, 2.0e2, 5200",
        "3, -3, 0",
        "-0, 0, 0",
        "0.1, 0.2, 0.3",
        "1, 1e-17, 1.00000000000000001",
        "1, 1e-18, 1",
        "9223372036854775807, 1, 9223372036854775808",
        "18446744073709551615, 1, 18446744073709551616",
        "18446744073709551616, 1, 18446744073709551616",
        "18446744073709551616, 3, 18446744073709551620",
        "0x1p3, 0x.8, 8.5",
        "1e-5000, 0, invalid",
        ".5, 5., 5.5",
        "1e4932, 0, long",
    })
    void addsAsX87Does(String a, String b, String sum) {
        FloatText one = parse(a);
        if (sum.equals("invalid")) {
            assertNull(one);
            return;
        }
        String text = one.plus(parse(b)).toString();
        if (sum.equals("long")) {
            assertEquals(4933, text.length());
        } else {
            assertEquals(sum, text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "nan",
                "1e",
                "1e+",
                "--1",
                "+-1",
                ".",
                "e5",
                "0x",
                "0xg",
                "1_0",
                "1e4933",
                "-1e4933",
                "1e99999999999999999999",
                "1e-4960",
                "1,5",
                "infinite"
            })
    void refusesWhatIsNoNumber(String text) {
        assertNull(parse(text));
    }

    @Test
    void readsInfinities() {
        assertFalse(parse("inf").isFinite());
        assertFalse(parse("-Infinity").isFinite());
        assertFalse(parse("1e4932").plus(parse("1e4932")).isFinite());
    }

    @Property(tries = 20_000)
    void survivesAnyText(@ForAll byte[] noise) {
        FloatText number = FloatText.parse(noise, 0, noise.length);
        assertEquals(number == null, number == null || number.toString() == null);
    }

    @Property(tries = 5_000)
    void readsItsOwnTexts(@ForAll double value, @ForAll long integer) {
        FloatText number = parse(Double.toString(value));
        if (number != null && Math.abs(value) < 1e15 && Math.abs(value) > 1e-3) {
            assertEquals(value, Double.parseDouble(number.toString()), Math.abs(value) * 1e-12);
        }
        assertEquals(Long.toString(integer), FloatText.of(integer).toString());
        assertEquals(Long.toString(integer), parse(Long.toString(integer)).toString());
        assertNotNull(number == null ? "" : parse(number.toString()));
    }

    private static FloatText parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return FloatText.parse(bytes, 0, bytes.length);
    }
}
