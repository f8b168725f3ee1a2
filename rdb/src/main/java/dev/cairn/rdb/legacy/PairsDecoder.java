// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.legacy;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueDecoder;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;

import java.io.IOException;

/** A hash that lies in one packed string: field, value, field, value. */
final class PairsDecoder implements ValueDecoder {
    private static final long NEVER = -1;

    private final PackedElements elements;
    private final RdbString read = new RdbString();
    private final RdbString readField = new RdbString();
    private final ByteSlice field = new ByteSlice();

    PairsDecoder(PackedElements elements) {
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
        target.beginHash(key);
        decodePairs(in, start, target);
        target.endHash();
        return true;
    }

    private void decodePairs(RdbInput in, long start, ValueTarget target) throws RdbException {
        do {
            ByteSlice element = elements.element();
            readField.set(element.array(), element.offset(), element.length());
            field.set(readField.array(), 0, readField.length());
            if (!elements.next()) {
                String damage = elements.damage();
                throw damaged(
                        in,
                        start,
                        damage == null ? "the field \"" + field + "\" without a value" : damage);
            }
            if (!target.field(field, elements.element(), NEVER)) {
                throw damaged(in, start, "the field \"" + field + "\" a second time");
            }
        } while (elements.next());
        if (elements.damage() != null) {
            throw damaged(in, start, elements.damage());
        }
    }

    private static RdbException damaged(RdbInput in, long start, String damage) {
        return in.damaged(start, damage, "pairs of fields and values");
    }
}
