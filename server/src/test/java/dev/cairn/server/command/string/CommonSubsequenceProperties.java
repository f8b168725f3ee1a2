// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.List;

/** Subsequences that are found row by row of bits are those that the plain table of lengths gives, ties included. */
class CommonSubsequenceProperties {
    @Property(tries = 1000)
    void findTheSame(
            @ForAll @Size(max = 150) byte[] first,
            @ForAll @Size(max = 200) byte[] second,
            @ForAll @IntRange(min = 1, max = 6) int letters) {
        compare(spell(first, letters), spell(second, letters));
    }

    private static byte[] spell(byte[] text, int letters) {
        for (int i = 0; i < text.length; i++) {
            text[i] %= (byte) letters;
        }
        return text;
    }

    private static void compare(byte[] first, byte[] second) {
        int[][] lengths = new int[first.length + 1][second.length + 1];
        for (int i = 1; i <= first.length; i++) {
            for (int j = 1; j <= second.length; j++) {
                lengths[i][j] =
                        first[i - 1] == second[j - 1]
                                ? lengths[i - 1][j - 1] + 1
                                : Math.max(lengths[i - 1][j], lengths[i][j - 1]);
            }
        }
        int length = lengths[first.length][second.length];
        byte[] text = new byte[length];
        List<Integer> places = new ArrayList<>();
        for (int i = first.length, j = second.length, left = length; left > 0; ) {
            if (first[i - 1] == second[j - 1]) {
                text[--left] = first[--i];
                places.add(i);
                places.add(--j);
            } else if (lengths[i - 1][j] > lengths[i][j - 1]) {
                i--;
            } else {
                j--;
            }
        }
        CommonSubsequence found = new CommonSubsequence(first, second, false);
        assertEquals(length, found.length());
        assertEquals(length, new CommonSubsequence(first, second, true).length());
        assertArrayEquals(text, found.text());
        List<Integer> matched = new ArrayList<>();
        for (CommonSubsequence.Match match : found.matches(0)) {
            for (int k = match.length() - 1; k >= 0; k--) {
                matched.add(match.first() + k);
                matched.add(match.second() + k);
            }
        }
        assertEquals(places, matched);
    }
}
