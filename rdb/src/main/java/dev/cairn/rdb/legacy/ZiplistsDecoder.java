// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.legacy;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueDecoder;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;

import java.io.IOException;

/** A list that lies in one ziplist, or in several whose count stands before them. */
final class ZiplistsDecoder implements ValueDecoder {
    private final ZiplistReader elements = new ZiplistReader();
    private final RdbString read = new RdbString();
    private final boolean counted;

    ZiplistsDecoder(boolean counted) {
        this.counted = counted;
    }

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long count = counted ? in.readLength() : 1;
        boolean begun = false;
        for (long i = 0; i < count; i++) {
            long start = in.position();
            in.readString(read);
            elements.set(read.array(), read.length());
            while (elements.next()) {
                if (!begun) {
                    target.beginList(key);
                    begun = true;
                }
                target.element(elements.element());
            }
            if (elements.damage() != null) {
                throw in.damaged(start, elements.damage(), "a sound ziplist of elements");
            }
        }
        if (begun) {
            target.endList();
        }
        return begun;
    }
}
