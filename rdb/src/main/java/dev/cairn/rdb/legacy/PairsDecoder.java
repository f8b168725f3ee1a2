// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.legacy;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueDecoder;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.number.DoubleParser;

import java.io.IOException;

/** A collection that lies in one packed string, two elements each: a hash's fields and values, a sorted set's members and scores. */
final class PairsDecoder implements ValueDecoder {
    /** What the pairs are. */
    enum Pairs {
        FIELDS("field", "value"),
        MEMBERS("member", "score");

        private final String first;
        private final String second;

        Pairs(String first, String second) {
            this.first = first;
            this.second = second;
        }
    }

    private static final long NEVER = -1;

    private final Pairs pairs;
    private final PackedElements elements;
    private final RdbString read = new RdbString();
    private final RdbString readFirst = new RdbString();
    private final ByteSlice first = new ByteSlice();

    PairsDecoder(Pairs pairs, PackedElements elements) {
        this.pairs = pairs;
        this.elements = elements;
    }

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long start = in.position();
        in.readString(read);
        elements.set(read.array(), read.length());
        boolean begun = false;
        while (elements.next()) {
            if (!begun) {
                begin(key, target);
                begun = true;
            }
            decodePair(in, start, target);
        }
        if (elements.damage() != null) {
            throw damaged(in, start, elements.damage());
        }
        if (begun) {
            end(target);
        }
        return begun;
    }

    private void decodePair(RdbInput in, long start, ValueTarget target) throws RdbException {
        ByteSlice element = elements.element();
        readFirst.set(element.array(), element.offset(), element.length());
        first.set(readFirst.array(), 0, readFirst.length());
        if (!elements.next()) {
            String damage = elements.damage();
            throw damaged(
                    in, start, damage == null ? name() + " without a " + pairs.second : damage);
        }
        if (!put(in, start, elements.element(), target)) {
            throw damaged(in, start, name() + " a second time");
        }
    }

    private boolean put(RdbInput in, long start, ByteSlice second, ValueTarget target)
            throws RdbException {
        if (pairs == Pairs.FIELDS) {
            return target.field(first, second, NEVER);
        }
        double score = DoubleParser.parse(second.array(), second.offset(), second.length());
        if (Double.isNaN(score)) {
            throw damaged(in, start, "the score \"" + second + "\"");
        }
        return target.member(first, score);
    }

    private void begin(KeyHeader key, ValueTarget target) {
        if (pairs == Pairs.FIELDS) {
            target.beginHash(key);
        } else {
            target.beginSortedSet(key);
        }
    }

    private void end(ValueTarget target) {
        if (pairs == Pairs.FIELDS) {
            target.endHash();
        } else {
            target.endSortedSet();
        }
    }

    private String name() {
        return "the " + pairs.first + " \"" + first + "\"";
    }

    private RdbException damaged(RdbInput in, long start, String damage) {
        return in.damaged(start, damage, "pairs of " + pairs.first + "s and " + pairs.second + "s");
    }
}
