// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * LZF, the compression of RDB strings. Compressed text is a row of two kinds of items:
 *
 * <pre>
 *   000nnnnn  n+1 bytes                literal: the next 1 to 32 bytes as they are
 *   lllooooo  oooooooo                 copy l+2 bytes (l = 1 to 6) from o+1 bytes back
 *   111ooooo  llllllll  oooooooo       copy l+9 bytes from o+1 bytes back
 * </pre>
 *
 * An instance holds the scratch table of the compressor and belongs to one thread; decompression is stateless.
 */
public final class Lzf {
    private static final int MAX_LITERAL = 1 << 5;
    private static final int MAX_BACK = 1 << 13;
    private static final int MIN_COPY = 3;
    private static final int MAX_COPY = 264;
    private static final int LONG_COPY = 7;
    private static final int HASH_BITS = 14;

    /** Farther from everything in an empty table than a copy may reach back. */
    private static final int FIRST_EPOCH = MAX_BACK + 1;

    /** After so many bytes without a copy (a power of two) every second place is tried, then every third, and so on. */
    private static final int HASTE = 6;

    private static final int FIRST_MISS = 1 << HASTE;

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** No item makes more of its bytes than the longest copy, three bytes that become 264. */
    private static final int MAX_EXPANSION = MAX_COPY / 3;

    /** Where three bytes with this hash were last seen, counted from {@link #epoch}'s origin: those of earlier texts are too far back. */
    private final int[] lastSeen = new int[1 << HASH_BITS];

    private int epoch = FIRST_EPOCH;

    /** The most bytes that so many compressed bytes can stand for: what claims more is a lie. */
    public static long longestExpansion(long compressedLength) {
        return compressedLength * MAX_EXPANSION;
    }

    /**
     * Compresses into {@code target} from its start, which has room for {@code limit} bytes.
     *
     * @return the compressed length, or 0 when the limit does not do
     */
    public int compress(byte[] source, int offset, int length, byte[] target, int limit) {
        if (epoch > Integer.MAX_VALUE - MAX_BACK - length) {
            Arrays.fill(lastSeen, 0);
            epoch = FIRST_EPOCH;
        }
        int[] seen = lastSeen;
        int origin = epoch - offset;
        epoch += length + MAX_BACK;
        int end = offset + length;
        int literalFrom = offset;
        int at = offset;
        int out = 0;
        int last = end - Integer.BYTES;
        int misses = FIRST_MISS;
        while (at <= last) {
            int three = three(source, at);
            int slot = slot(three);
            int back = at + origin - seen[slot];
            seen[slot] = at + origin;
            if (back > MAX_BACK || three(source, at - back) != three) {
                at += misses++ >>> HASTE;
                continue;
            }
            int copied = matchLength(source, at - back, at, Math.min(end - at, MAX_COPY));
            out = literals(source, literalFrom, at, target, out, limit);
            if (out < 0 || out + 3 > limit) {
                return 0;
            }
            out = copyItem(target, out, back - 1, copied - 2);
            at += copied;
            misses = FIRST_MISS;
            // Of what the copy skips its end will do for later text to find, as in the original.
            if (at <= last) {
                int four = (int) INTS.get(source, at - 2);
                seen[slot(four >>> Byte.SIZE)] = at - 2 + origin;
                seen[slot(four & 0xff_ffff)] = at - 1 + origin;
            }
            literalFrom = at;
        }
        out = literals(source, literalFrom, end, target, out, limit);
        return Math.max(out, 0);
    }

    private static int matchLength(byte[] source, int candidate, int at, int limit) {
        int length = MIN_COPY;
        while (length <= limit - Long.BYTES) {
            long difference =
                    (long) LONGS.get(source, candidate + length)
                            ^ (long) LONGS.get(source, at + length);
            if (difference != 0) {
                return length + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            length += Long.BYTES;
        }
        while (length < limit && source[candidate + length] == source[at + length]) {
            length++;
        }
        return length;
    }

    private static int copyItem(byte[] target, int offset, int back, int lengthCode) {
        int out = offset;
        if (lengthCode < LONG_COPY) {
            target[out++] = (byte) ((lengthCode << 5) | (back >>> 8));
        } else {
            target[out++] = (byte) ((LONG_COPY << 5) | (back >>> 8));
            target[out++] = (byte) (lengthCode - LONG_COPY);
        }
        target[out++] = (byte) back;
        return out;
    }

    /** Writes literal items for source[from, to); returns the new end of the output, or -1 beyond the limit. */
    private static int literals(
            byte[] source, int from, int to, byte[] target, int offset, int limit) {
        int out = offset;
        for (int at = from; at < to; ) {
            int run = Math.min(to - at, MAX_LITERAL);
            if (out + 1 + run > limit) {
                return -1;
            }
            target[out++] = (byte) (run - 1);
            if (run <= Long.BYTES
                    && at <= source.length - Long.BYTES
                    && out <= target.length - Long.BYTES) {
                // What is beyond the run is written over by what follows, or belongs to nobody.
                LONGS.set(target, out, (long) LONGS.get(source, at));
            } else {
                System.arraycopy(source, at, target, out, run);
            }
            out += run;
            at += run;
        }
        return out;
    }

    /** Three bytes; the one behind them is read too. */
    private static int three(byte[] source, int at) {
        return (int) INTS.get(source, at) >>> Byte.SIZE;
    }

    private static int slot(int three) {
        return (three * 0x9e3779b1) >>> (32 - HASH_BITS);
    }

    /**
     * Decompresses exactly {@code targetLength} bytes to the start of {@code target}.
     *
     * @return false when the compressed bytes are damaged, or stand for another length
     */
    public static boolean decompress(
            byte[] source, int offset, int length, byte[] target, int targetLength) {
        int in = offset;
        int end = offset + length;
        int out = 0;
        while (in < end) {
            int control = source[in++] & 0xff;
            int lengthCode = control >>> 5;
            if (lengthCode == 0) {
                int run = control + 1;
                if (run > end - in || run > targetLength - out) {
                    return false;
                }
                System.arraycopy(source, in, target, out, run);
                in += run;
                out += run;
                continue;
            }
            int operands = lengthCode == LONG_COPY ? 2 : 1;
            if (operands > end - in) {
                return false;
            }
            int copied = lengthCode + 2;
            if (lengthCode == LONG_COPY) {
                copied += source[in++] & 0xff;
            }
            int from = out - (((control & 0x1f) << 8) | (source[in++] & 0xff)) - 1;
            if (from < 0 || copied > targetLength - out) {
                return false;
            }
            copy(target, from, out, copied);
            out += copied;
        }
        return out == targetLength;
    }

    /** Copies forward byte by byte where the ranges overlap: that is how a short pattern fills a long run. */
    private static void copy(byte[] target, int from, int to, int length) {
        if (to - from >= length) {
            System.arraycopy(target, from, target, to, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            target[to + i] = target[from + i];
        }
    }
}
