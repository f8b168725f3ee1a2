// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

/** The order of ids: two unsigned 64-bit numbers, milliseconds before sequence. */
public final class StreamIds {
    /** Both halves of the greatest id. */
    public static final long MAX = -1;

    private StreamIds() {}

    /** Negative, zero or positive as the first id is less than, equal to, or greater than the second. */
    public static int compare(long ms, long seq, long otherMs, long otherSeq) {
        return ms != otherMs
                ? Long.compareUnsigned(ms, otherMs)
                : Long.compareUnsigned(seq, otherSeq);
    }

    public static boolean isZero(long ms, long seq) {
        return (ms | seq) == 0;
    }

    public static boolean isMax(long ms, long seq) {
        return (ms & seq) == MAX;
    }
}
