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

/** Lists as a count of nodes, then of each its kind and its bytes. */
final class ListDecoder implements ValueDecoder {
    static final int PACKED = 2;

    private final RdbString read = new RdbString();
    private final ByteSlice blob = new ByteSlice();

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long count = in.readLength();
        if (count == 0) {
            return false;
        }
        long kind = in.readLength();
        if (count != 1 || kind != PACKED) {
            throw in.damaged(count + " nodes, the first of kind " + kind, "one listpack");
        }
        long start = in.position();
        in.readString(read);
        String damage = PackedCheck.listpack(read.array(), 0, read.length(), 1, false);
        if (damage != null) {
            throw in.damaged(start, damage, "a sound listpack of elements");
        }
        if (read.length() == ListpackLayout.EMPTY_BYTES) {
            return false;
        }
        target.packed(
                key, ValueType.LIST, Encoding.LISTPACK, blob.set(read.array(), 0, read.length()));
        return true;
    }
}
