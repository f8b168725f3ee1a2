// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbType;
import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.snapshot.ImageReader;

/** The encoders of one version of the format, by type and encoding. */
public final class Encoders {
    private static final int ENCODINGS = Encoding.values().length;
    private static final ValueEncoder EXPIRING_HASH = new HashEncoder(true);
    private static final Encoders TODAY = new Encoders();
    private static final Encoders REDIS_70 =
            new Encoders()
                    .put(ValueType.SET, Encoding.LISTPACK, new SetEncoder())
                    .put(ValueType.STREAM, Encoding.STREAM, new StreamEncoder(2));

    private final ValueEncoder[] table = new ValueEncoder[ValueType.values().length * ENCODINGS];

    private Encoders() {
        ValueEncoder strings = new StringEncoder();
        put(ValueType.STRING, Encoding.RAW, strings);
        put(ValueType.STRING, Encoding.EMBSTR, strings);
        put(ValueType.STRING, Encoding.INT, strings);
        ValueEncoder lists = new ListEncoder();
        put(ValueType.LIST, Encoding.LISTPACK, lists);
        put(ValueType.LIST, Encoding.QUICKLIST, lists);
        put(ValueType.HASH, Encoding.LISTPACK, new PackedEncoder(RdbType.HASH_LISTPACK));
        put(ValueType.HASH, Encoding.HASHTABLE, new HashEncoder(false));
        put(ValueType.SET, Encoding.INTSET, new PackedEncoder(RdbType.SET_INTSET));
        put(ValueType.SET, Encoding.LISTPACK, new PackedEncoder(RdbType.SET_LISTPACK));
        put(ValueType.SET, Encoding.HASHTABLE, new SetEncoder());
        put(ValueType.ZSET, Encoding.LISTPACK, new PackedEncoder(RdbType.ZSET_LISTPACK));
        put(ValueType.ZSET, Encoding.SKIPLIST, new SortedSetEncoder());
        put(ValueType.STREAM, Encoding.STREAM, new StreamEncoder(3));
    }

    /** The encoders that write what this version can hold. */
    public static Encoders of(RdbVersion version) {
        return version.knowsTypesOfRedis72() ? TODAY : REDIS_70;
    }

    /** The encoder for the value whose first record this is. */
    public ValueEncoder of(ImageReader image) {
        ValueEncoder encoder = table[slot(image.type(), image.encoding())];
        if (encoder == null) {
            throw new AssertionError("no encoder for " + image.type() + " as " + image.encoding());
        }
        return image.kind() == ImageReader.Kind.BEGIN && image.elementsExpire()
                ? EXPIRING_HASH
                : encoder;
    }

    private Encoders put(ValueType type, Encoding encoding, ValueEncoder encoder) {
        table[slot(type, encoding)] = encoder;
        return this;
    }

    private static int slot(ValueType type, Encoding encoding) {
        return type.code() * ENCODINGS + encoding.code();
    }
}
