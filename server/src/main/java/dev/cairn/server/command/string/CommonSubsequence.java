// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import java.util.ArrayList;
import java.util.List;

/**
 * The longest common subsequence of two texts.
 *
 * <p>The table of lengths is computed row by row, and only the way back is kept: one bit for each pair of positions, so
 * that the longest texts that are served take 16 MiB and not 512. Where several subsequences are equally long, the one is
 * found that Valkey finds: from the end, it goes back in the second text unless going back in the first is better.
 */
final class CommonSubsequence {
    /** A stretch of bytes that both texts have: where it begins in each, and how long it is. */
    record Match(int first, int second, int length) {}

    private final byte[] first;
    private final byte[] second;

    /** Bit i * second.length + j: from the prefixes of i + 1 and j + 1 bytes the way goes back in the first text. */
    private final long[] backInFirst;

    private final int length;

    CommonSubsequence(byte[] first, byte[] second) {
        this.first = first;
        this.second = second;
        backInFirst = new long[(int) (((long) first.length * second.length + 63) >>> 6)];
        length = fill();
    }

    int length() {
        return length;
    }

    /** The subsequence itself. */
    byte[] text() {
        byte[] text = new byte[length];
        int end = length;
        int i = first.length;
        int j = second.length;
        while (end > 0) {
            if (first[i - 1] == second[j - 1]) {
                text[--end] = first[i - 1];
                i--;
                j--;
            } else if (isBackInFirst(i - 1, j - 1)) {
                i--;
            } else {
                j--;
            }
        }
        return text;
    }

    /** The stretches that the subsequence consists of and that are at least this long, the last one first. */
    List<Match> matches(long shortest) {
        List<Match> matches = new ArrayList<>();
        int i = first.length;
        int j = second.length;
        int run = 0;
        for (int left = length; left > 0; ) {
            if (first[i - 1] == second[j - 1]) {
                run++;
                left--;
                i--;
                j--;
                if (left > 0 && i > 0 && j > 0 && first[i - 1] == second[j - 1]) {
                    continue;
                }
                if (run >= shortest) {
                    matches.add(new Match(i, j, run));
                }
                run = 0;
            } else if (isBackInFirst(i - 1, j - 1)) {
                i--;
            } else {
                j--;
            }
        }
        return matches;
    }

    private int fill() {
        int[] above = new int[second.length + 1];
        int[] row = new int[second.length + 1];
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < second.length; j++) {
                if (first[i] == second[j]) {
                    row[j + 1] = above[j] + 1;
                } else if (above[j + 1] > row[j]) {
                    row[j + 1] = above[j + 1];
                    setBackInFirst(i, j);
                } else {
                    row[j + 1] = row[j];
                }
            }
            int[] swap = above;
            above = row;
            row = swap;
        }
        return above[second.length];
    }

    private void setBackInFirst(int i, int j) {
        long bit = (long) i * second.length + j;
        backInFirst[(int) (bit >>> 6)] |= 1L << bit;
    }

    private boolean isBackInFirst(int i, int j) {
        long bit = (long) i * second.length + j;
        return (backInFirst[(int) (bit >>> 6)] & 1L << bit) != 0;
    }
}
