// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.storage.entry.Encoding;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The longest value that Valkey 9.1.2 calls embstr, for keys of these lengths; -1 where even the empty one is raw. */
class StringEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "1, 112, 104", "5, 108, 100", "31, 82, 74", "32, 79, 71", "33, 78, 70", "60, 51, 43",
        "100, 11, 3", "103, 8, 0", "104, 7, -1", "107, 4, -1", "108, 3, 3", "111, 0, 0",
        "112, -1, -1", "256, -1, -1", "70000, -1, -1"
    })
    void isNamedAsValkeyNamesIt(int keyLength, int longest, int longestWithExpiry) {
        assertLongest(keyLength, longest, false);
        assertLongest(keyLength, longestWithExpiry, true);
    }

    private static void assertLongest(int keyLength, int longest, boolean expires) {
        for (int length = 0; length < 200; length++) {
            Encoding expected = length <= longest ? Encoding.EMBSTR : Encoding.RAW;
            assertEquals(expected, StringEncoding.ofText(keyLength, length, expires), "" + length);
        }
    }
}
