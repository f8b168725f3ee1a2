// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;

import java.io.IOException;

/** Lists element by element: a count, then each element as a string. */
final class ElementsDecoder implements ValueDecoder {
    private final RdbString read = new RdbString();
    private final ByteSlice element = new ByteSlice();

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long count = in.readLength();
        if (count == 0) {
            return false;
        }
        target.beginList(key);
        for (long i = 0; i < count; i++) {
            in.readString(read);
            target.element(element.set(read.array(), 0, read.length()));
        }
        target.endList();
        return true;
    }
}
