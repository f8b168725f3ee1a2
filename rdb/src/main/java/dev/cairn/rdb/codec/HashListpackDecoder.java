// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.PackedCheck;

import java.io.IOException;

/** Small hashes: a listpack of field, value, field, value, which storage takes as it is once it has been checked. */
final class HashListpackDecoder implements ValueDecoder {
    private final RdbString read = new RdbString();
    private final ByteSlice blob = new ByteSlice();

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long start = in.position();
        in.readString(read);
        String damage = PackedCheck.listpack(read.array(), 0, read.length(), 2, true);
        if (damage != null) {
            throw in.damaged(start, damage, "a sound listpack of fields and values");
        }
        if (read.length() == ListpackLayout.EMPTY_BYTES) {
            return false;
        }
        target.packed(
                key, ValueType.HASH, Encoding.LISTPACK, blob.set(read.array(), 0, read.length()));
        return true;
    }

    @Override
    public boolean isOneCall() {
        return true;
    }
}
