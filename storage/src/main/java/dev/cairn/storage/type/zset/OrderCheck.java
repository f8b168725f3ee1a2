// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.zset;

import dev.cairn.storage.number.DoubleParser;
import dev.cairn.storage.type.packed.ListpackReader;

import java.util.Arrays;

/** Judges the scores and the order of a listpack that is otherwise sound before storage takes it as a sorted set. */
public final class OrderCheck {
    private OrderCheck() {}

    /** Null for a sound value, otherwise the sentence that says what is wrong with it. */
    public static String scores(byte[] array, int offset, int length) {
        ListpackReader reader = new ListpackReader().set(array, offset, length);
        byte[] lastMember = null;
        double lastScore = Double.NEGATIVE_INFINITY;
        while (reader.next()) {
            byte[] member = reader.toBytes();
            reader.next();
            double score =
                    reader.isInteger()
                            ? reader.integer()
                            : DoubleParser.parse(reader.array(), reader.offset(), reader.length());
            if (Double.isNaN(score)) {
                return "listpack: element " + reader.seen() + " is no score";
            }
            if (score < lastScore
                    || (score == lastScore
                            && lastMember != null
                            && Arrays.compareUnsigned(lastMember, member) > 0)) {
                return "listpack: element " + reader.seen() + " is out of order";
            }
            lastMember = member;
            lastScore = score;
        }
        return null;
    }
}
