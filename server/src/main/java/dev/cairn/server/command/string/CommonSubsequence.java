// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The longest common subsequence of two texts.
 *
 * <p>A row of the table of lengths is a row of bits, in which a bit is set where the length rises from one prefix of the second
 * text to the next. The next row follows from it for 64 prefixes at a time (Crochemore and others, 2001): where {@code V} are the
 * bits that are not set, and {@code M} those at which the second text has the first one's next byte, {@code V} becomes
 * {@code (V + (V & M)) | (V & ~M)}.
 *
 * <p>The rows are the way back too. Where several subsequences are equally long, the one is found that Valkey finds: from the
 * end, it goes back in the second text unless going back in the first is better, and that is where the bit is set. The longest
 * texts that are served take 32 MiB so and not 512.
 */
final class CommonSubsequence {
    /** A stretch of bytes that both texts have: where it begins in each, and how long it is. */
    record Match(int first, int second, int length) {}

    private final byte[] first;
    private final byte[] second;

    /** Bit i * stride + j: whether the prefix of j + 1 bytes has more in common with i + 1 bytes of the first text than that of j. */
    private final long[] rises;

    /** The bits of a row and some that are not used: a power of two, or a multiple of 64. */
    private final int stride;

    private final int length;

    /**
     * Finds the subsequence.
     *
     * @param lengthOnly whether nobody will ask for more than its length
     */
    CommonSubsequence(byte[] first, byte[] second, boolean lengthOnly) {
        this.first = first;
        this.second = second;
        int words = Math.max(1, (second.length + Long.SIZE - 1) >>> 6);
        stride =
                words == 1 ? Math.max(1, Integer.highestOneBit(2 * second.length - 1)) : words << 6;
        rises = lengthOnly ? null : new long[(int) (((long) first.length * stride + 63) >>> 6)];
        length = fill(words);
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

    private int fill(int words) {
        long[] flat = new long[words];
        Arrays.fill(flat, -1);
        long[][] places = new long[256][];
        for (int i = 0; i < first.length; i++) {
            int wanted = first[i] & 0xff;
            if (places[wanted] == null) {
                places[wanted] = placesOf(first[i], words);
            }
            nextRow(flat, places[wanted]);
            if (rises != null) {
                keepRow(flat, (long) i * stride);
            }
        }
        int flats = 0;
        for (int j = 0; j < second.length; j++) {
            flats += (int) (flat[j >>> 6] >>> j) & 1;
        }
        return second.length - flats;
    }

    private long[] placesOf(byte wanted, int words) {
        long[] places = new long[words];
        for (int j = 0; j < second.length; j++) {
            if (second[j] == wanted) {
                places[j >>> 6] |= 1L << j;
            }
        }
        return places;
    }

    private static void nextRow(long[] flat, long[] places) {
        long carry = 0;
        for (int w = 0; w < flat.length; w++) {
            long before = flat[w];
            long common = before & places[w];
            long sum = before + common + carry;
            // The bit that leaves the top, told from both summands and the sum.
            carry = ((before & common) | ((before | common) & ~sum)) >>> 63;
            flat[w] = sum | (before & ~places[w]);
        }
    }

    private void keepRow(long[] flat, long bit) {
        int at = (int) (bit >>> 6);
        if (stride < Long.SIZE) {
            rises[at] |= (~flat[0] & ((1L << stride) - 1)) << bit;
            return;
        }
        for (int w = 0; w < flat.length; w++) {
            rises[at + w] = ~flat[w];
        }
    }

    private boolean isBackInFirst(int i, int j) {
        long bit = (long) i * stride + j;
        return (rises[(int) (bit >>> 6)] & 1L << bit) != 0;
    }
}
