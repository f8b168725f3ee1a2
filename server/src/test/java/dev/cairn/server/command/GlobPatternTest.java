// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

class GlobPatternTest {
    /** Answers that Valkey 9.1.2 gave to KEYS. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "a* abc true",
                "*c abc true",
                "*b* abc true",
                "a?c abc true",
                "a?c ac false",
                "** a true",
                "a** a true",
                "** `` false",
                "`` `` true",
                "[a-c] b true",
                "[c-a] b true",
                "[^a-c] b false",
                "[^a-c] d true",
                "[ab ab false",
                "[ab b true",
                "[\\]] ] true",
                "[^] a true",
                "[] a false",
                "\\* * true",
                "\\* a false",
                "a\\ a\\ true",
                "A a false",
                "*a*b*c xaxbxbxc true",
                "*a*b*c xaxbxbx false",
            })
    void matches(String pattern, String text, boolean expected) {
        assertEquals(expected, glob(pattern, false).matches(text));
    }

    @Test
    void caseMayBeIgnored() {
        assertEquals(true, glob("MAX*[D-F]?", true).matches("maxmemoryex"));
        assertFalse(glob("MAX*", false).matches("maxmemory"));
    }

    @Test
    void manyStarsTakeNoForever() {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () ->
                        assertFalse(
                                glob("a*".repeat(1000) + "b", false).matches("a".repeat(20_000))));
    }

    /** As Valkey 9.1.2 answers. */
    @Test
    void starsBeyondAThousandMatchNothing() {
        String text = "a".repeat(3000);
        assertTrue(glob("*a".repeat(1000), false).matches(text));
        assertTrue(glob("*a".repeat(1000) + "*", false).matches(text));
        assertFalse(glob("*a".repeat(1001), false).matches(text));
        assertFalse(glob("*a".repeat(1001) + "*", false).matches(text));
        assertTrue(glob("**a".repeat(1000), false).matches(text));
    }

    private static GlobPattern glob(String pattern, boolean ignoreCase) {
        byte[] bytes = pattern.getBytes(StandardCharsets.ISO_8859_1);
        return new GlobPattern(bytes, 0, bytes.length, ignoreCase);
    }
}
