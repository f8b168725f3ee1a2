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

/** A sorted set that lies in one packed string: member, score, member, score. */
final class ScoredPairsDecoder implements ValueDecoder {
    private final PackedElements elements;
    private final RdbString read = new RdbString();
    private final RdbString readMember = new RdbString();
    private final ByteSlice member = new ByteSlice();

    ScoredPairsDecoder(PackedElements elements) {
        this.elements = elements;
    }

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long start = in.position();
        in.readString(read);
        elements.set(read.array(), read.length());
        if (!elements.next()) {
            if (elements.damage() != null) {
                throw damaged(in, start, elements.damage());
            }
            return false;
        }
        target.beginSortedSet(key);
        do {
            decodePair(in, start, target);
        } while (elements.next());
        if (elements.damage() != null) {
            throw damaged(in, start, elements.damage());
        }
        target.endSortedSet();
        return true;
    }

    private void decodePair(RdbInput in, long start, ValueTarget target) throws RdbException {
        ByteSlice element = elements.element();
        readMember.set(element.array(), element.offset(), element.length());
        member.set(readMember.array(), 0, readMember.length());
        if (!elements.next()) {
            String damage = elements.damage();
            throw damaged(
                    in,
                    start,
                    damage == null ? "the member \"" + member + "\" without a score" : damage);
        }
        ByteSlice text = elements.element();
        double score = DoubleParser.parse(text.array(), text.offset(), text.length());
        if (Double.isNaN(score)) {
            throw damaged(in, start, "the score \"" + text + "\"");
        }
        if (!target.member(member, score)) {
            throw damaged(in, start, "the member \"" + member + "\" a second time");
        }
    }

    private static RdbException damaged(RdbInput in, long start, String damage) {
        return in.damaged(start, damage, "pairs of members and scores");
    }
}
