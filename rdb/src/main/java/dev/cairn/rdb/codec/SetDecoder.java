// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;

import java.io.IOException;

/** Sets member by member: a count, then each member as a string. */
final class SetDecoder implements ValueDecoder {
    private final RdbString read = new RdbString();
    private final ByteSlice member = new ByteSlice();

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long count = in.readLength();
        if (count == 0) {
            return false;
        }
        target.beginSet(key, count);
        for (long i = 0; i < count; i++) {
            in.readString(read);
            member.set(read.array(), 0, read.length());
            if (!target.member(member)) {
                throw in.damaged(
                        "the member \"" + member + "\" a second time", "members that differ");
            }
        }
        target.endSet();
        return true;
    }
}
