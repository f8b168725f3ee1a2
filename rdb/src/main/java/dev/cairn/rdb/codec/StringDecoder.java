// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;

import java.io.IOException;

/** Strings. */
final class StringDecoder implements ValueDecoder {
    private final RdbString read = new RdbString();
    private final ByteSlice value = new ByteSlice();

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        in.readString(read);
        target.string(key, value.set(read.array(), 0, read.length()));
        return true;
    }

    @Override
    public boolean isOneCall() {
        return true;
    }
}
