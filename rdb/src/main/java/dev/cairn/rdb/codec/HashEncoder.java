// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;

import java.io.IOException;

/**
 * Hash tables: fields and values, and with {@link RdbType#VALKEY_HASH_2} an expiry behind each value. The type byte
 * comes before the first field, so the begin record says whether any field expires.
 */
final class HashEncoder implements ValueEncoder {
    private final boolean withExpiry;

    HashEncoder(boolean withExpiry) {
        this.withExpiry = withExpiry;
    }

    @Override
    public int type(ImageReader image) {
        return withExpiry ? RdbType.VALKEY_HASH_2 : RdbType.HASH;
    }

    @Override
    public void write(ImageReader image, RdbOutput out) throws IOException {
        switch (image.kind()) {
            case BEGIN -> out.writeLength(image.elementCount());
            case ELEMENT -> element(image, out);
            case END -> {}
            case WHOLE -> throw new AssertionError("a hash table in one piece");
        }
    }

    private void element(ImageReader image, RdbOutput out) throws IOException {
        ByteSlice field = image.element1();
        out.writeString(field.array(), field.offset(), field.length());
        ByteSlice value = image.element2();
        out.writeString(value.array(), value.offset(), value.length());
        if (withExpiry) {
            out.writeLong(image.elementExpireAtMillis());
        } else {
            assert image.elementExpireAtMillis() < 0
                    : "a field expires in a hash that has none of these";
        }
    }
}
