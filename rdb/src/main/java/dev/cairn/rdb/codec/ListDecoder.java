// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.ListpackReader;

import java.io.IOException;

/**
 * Lists piece by piece.
 *
 * <pre>
 *   count, then per piece: kind (1 = one element as it is, 2 = a listpack), string
 * </pre>
 */
final class ListDecoder implements ValueDecoder {
    static final int PLAIN = 1;
    static final int PACKED = 2;

    private final RdbString read = new RdbString();
    private final ByteSlice piece = new ByteSlice();
    private final ListpackReader listpack = new ListpackReader();

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long count = in.readLength();
        boolean begun = false;
        for (long i = 0; i < count; i++) {
            long kind = in.readLength();
            if (kind != PLAIN && kind != PACKED) {
                throw in.damaged(
                        "a piece of kind " + kind, "an element (1) or a listpack of them (2)");
            }
            long start = in.position();
            in.readString(read);
            if (kind == PACKED && read.length() == ListpackLayout.EMPTY_BYTES) {
                check(in, start);
                continue;
            }
            if (!begun) {
                target.beginList(key);
                begun = true;
            }
            piece.set(read.array(), 0, read.length());
            if (kind == PLAIN) {
                target.element(piece);
            } else {
                target.listpack(piece, check(in, start));
            }
        }
        if (begun) {
            target.endList();
        }
        return begun;
    }

    /** Walks the listpack that was read, and returns how many elements it has. */
    private long check(RdbInput in, long start) throws IOException {
        listpack.set(read.array(), 0, read.length());
        while (listpack.next()) {
            // Each step checks one element.
        }
        if (listpack.damage() != null) {
            throw in.damaged(
                    start, "listpack: " + listpack.damage(), "a sound listpack of elements");
        }
        return listpack.seen();
    }
}
