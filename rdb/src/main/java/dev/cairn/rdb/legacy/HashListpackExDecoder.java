// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.legacy;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueDecoder;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;
import dev.cairn.storage.type.packed.ListpackReader;
import dev.cairn.storage.type.packed.PackedCheck;

import java.io.IOException;

/**
 * The small hash with expiring fields of Redis 7.4: the earliest expiry (8 bytes), then a listpack of field, value, expiry;
 * expiries are absolute, and 0 stands for none.
 */
final class HashListpackExDecoder implements ValueDecoder {
    private static final int STRIDE = 3;
    private static final long NEVER = -1;

    private final RdbString read = new RdbString();
    private final ListpackReader listpack = new ListpackReader();
    private final ByteSlice field = new ByteSlice();
    private final ByteSlice value = new ByteSlice();
    private final byte[] fieldDigits = new byte[20];
    private final byte[] valueDigits = new byte[20];

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        in.readLong();
        long start = in.position();
        in.readString(read);
        String damage = PackedCheck.listpack(read.array(), 0, read.length(), STRIDE, true);
        if (damage != null) {
            throw in.damaged(start, damage, "a sound listpack of fields, values and expiries");
        }
        listpack.set(read.array(), 0, read.length());
        if (!listpack.next()) {
            return false;
        }
        target.beginHash(key);
        decodeFields(in, start, target);
        target.endHash();
        return true;
    }

    private void decodeFields(RdbInput in, long start, ValueTarget target) throws RdbException {
        do {
            element(field, fieldDigits);
            listpack.next();
            element(value, valueDigits);
            listpack.next();
            if (!listpack.isInteger() || listpack.integer() < 0) {
                throw in.damaged(
                        start,
                        "a field whose expiry is no time",
                        "a Unix time in milliseconds, or 0");
            }
            long expireAt = listpack.integer() == 0 ? NEVER : listpack.integer();
            if (!target.field(field, value, expireAt)) {
                throw in.damaged(
                        start, "the field \"" + field + "\" a second time", "fields that differ");
            }
        } while (listpack.next());
    }

    private void element(ByteSlice into, byte[] digits) {
        if (listpack.isInteger()) {
            into.set(digits, 0, DecimalText.write(listpack.integer(), digits, 0));
        } else {
            into.set(listpack.array(), listpack.offset(), listpack.length());
        }
    }
}
