// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.snapshot.ImageReader;

/** The table of encoders, by type and encoding. */
public final class Encoders {
    private static final int ENCODINGS = Encoding.values().length;
    private static final ValueEncoder EXPIRING_HASH = new HashEncoder(true);
    private static final ValueEncoder[] TABLE = table();

    private Encoders() {}

    /** The encoder for the value whose first record this is. */
    public static ValueEncoder of(ImageReader image) {
        ValueEncoder encoder = TABLE[slot(image.type(), image.encoding())];
        if (encoder == null) {
            throw new AssertionError("no encoder for " + image.type() + " as " + image.encoding());
        }
        return image.kind() == ImageReader.Kind.BEGIN && image.elementsExpire()
                ? EXPIRING_HASH
                : encoder;
    }

    private static ValueEncoder[] table() {
        ValueEncoder[] table = new ValueEncoder[ValueType.values().length * ENCODINGS];
        ValueEncoder strings = new StringEncoder();
        table[slot(ValueType.STRING, Encoding.RAW)] = strings;
        table[slot(ValueType.STRING, Encoding.EMBSTR)] = strings;
        table[slot(ValueType.STRING, Encoding.INT)] = strings;
        table[slot(ValueType.HASH, Encoding.LISTPACK)] = new PackedEncoder(RdbType.HASH_LISTPACK);
        ValueEncoder lists = new ListEncoder();
        table[slot(ValueType.LIST, Encoding.LISTPACK)] = lists;
        table[slot(ValueType.LIST, Encoding.QUICKLIST)] = lists;
        table[slot(ValueType.STREAM, Encoding.STREAM)] = new StreamEncoder();
        table[slot(ValueType.HASH, Encoding.HASHTABLE)] = new HashEncoder(false);
        table[slot(ValueType.ZSET, Encoding.LISTPACK)] = new PackedEncoder(RdbType.ZSET_LISTPACK);
        table[slot(ValueType.ZSET, Encoding.SKIPLIST)] = new SortedSetEncoder();
        table[slot(ValueType.SET, Encoding.INTSET)] = new PackedEncoder(RdbType.SET_INTSET);
        table[slot(ValueType.SET, Encoding.LISTPACK)] = new PackedEncoder(RdbType.SET_LISTPACK);
        table[slot(ValueType.SET, Encoding.HASHTABLE)] = new SetEncoder();
        return table;
    }

    private static int slot(ValueType type, Encoding encoding) {
        return type.code() * ENCODINGS + encoding.code();
    }
}
