// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.number.DoubleParser;

import java.io.IOException;

/**
 * Sorted sets member by member: a count, then each member's string and its score, which is either a double's eight bytes
 * or, in files of old, text: a byte for its length (255 is minus infinity, 254 infinity, 253 no number), then the text.
 */
final class SortedSetDecoder implements ValueDecoder {
    private static final int NEGATIVE_INFINITY = 255;
    private static final int POSITIVE_INFINITY = 254;
    private static final int NOT_A_NUMBER = 253;

    private final boolean binary;
    private final RdbString read = new RdbString();
    private final RdbString readScore = new RdbString();
    private final ByteSlice member = new ByteSlice();

    SortedSetDecoder(boolean binary) {
        this.binary = binary;
    }

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long count = in.readLength();
        if (count == 0) {
            return false;
        }
        target.beginSortedSet(key);
        for (long i = 0; i < count; i++) {
            in.readString(read);
            member.set(read.array(), 0, read.length());
            long at = in.position();
            double score = binary ? Double.longBitsToDouble(in.readLong()) : text(in);
            if (Double.isNaN(score)) {
                throw in.damaged(at, "a score that is no number", "a number");
            }
            if (!target.member(member, score)) {
                throw in.damaged(
                        "the member \"" + member + "\" a second time", "members that differ");
            }
        }
        target.endSortedSet();
        return true;
    }

    private double text(RdbInput in) throws IOException {
        int length = in.readByte();
        return switch (length) {
            case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
            case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
            case NOT_A_NUMBER -> Double.NaN;
            default -> {
                in.readBytes(length, readScore);
                yield DoubleParser.parse(readScore.array(), 0, readScore.length());
            }
        };
    }
}
