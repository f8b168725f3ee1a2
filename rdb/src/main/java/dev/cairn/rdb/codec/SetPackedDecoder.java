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

/** Small sets: an intset or a listpack of members, which storage takes as it is once it has been checked. */
final class SetPackedDecoder implements ValueDecoder {
    private final Encoding encoding;
    private final RdbString read = new RdbString();
    private final ByteSlice blob = new ByteSlice();

    SetPackedDecoder(Encoding encoding) {
        this.encoding = encoding;
    }

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long start = in.position();
        in.readString(read);
        boolean numbers = encoding == Encoding.INTSET;
        String damage =
                numbers
                        ? PackedCheck.intSet(read.array(), 0, read.length())
                        : PackedCheck.listpack(read.array(), 0, read.length(), 1, true);
        if (damage != null) {
            throw in.damaged(
                    start,
                    damage,
                    numbers ? "a sound intset" : "a sound listpack of members that differ");
        }
        if (!numbers && read.length() == ListpackLayout.EMPTY_BYTES) {
            return false;
        }
        target.packed(key, ValueType.SET, encoding, blob.set(read.array(), 0, read.length()));
        return true;
    }

    @Override
    public boolean isOneCall() {
        return true;
    }
}
