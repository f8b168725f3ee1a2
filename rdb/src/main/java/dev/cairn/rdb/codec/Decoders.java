// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.entry.Encoding;

/** The decoders of what is written today, by type byte. A table belongs to one reader, for decoders hold scratch. */
public final class Decoders {
    private static final int TYPE_BYTES = 256;

    private final ValueDecoder[] table = new ValueDecoder[TYPE_BYTES];

    /** A table of the types that Redis and Valkey number alike. */
    public Decoders() {
        put(RdbType.STRING, new StringDecoder());
        put(RdbType.HASH, new HashDecoder(HashDecoder.Expiry.PLAIN));
        put(RdbType.SET, new SetDecoder());
        put(RdbType.SET_INTSET, new SetPackedDecoder(Encoding.INTSET));
        put(RdbType.SET_LISTPACK, new SetPackedDecoder(Encoding.LISTPACK));
        put(RdbType.STREAM_LISTPACKS, new StreamDecoder(1));
        put(RdbType.STREAM_LISTPACKS_2, new StreamDecoder(2));
        put(RdbType.STREAM_LISTPACKS_3, new StreamDecoder(3));
        put(RdbType.HASH_LISTPACK, new HashListpackDecoder());
        put(RdbType.LIST, new ElementsDecoder());
        put(RdbType.LIST_QUICKLIST_2, new ListDecoder());
        put(RdbType.ZSET, new SortedSetDecoder(false));
        put(RdbType.ZSET_2, new SortedSetDecoder(true));
        put(RdbType.ZSET_LISTPACK, new SortedSetListpackDecoder());
    }

    public Decoders put(int type, ValueDecoder decoder) {
        assert table[type] == null : "two decoders for type byte " + type;
        table[type] = decoder;
        return this;
    }

    /** The decoder for a type byte, or null when there is none. */
    public ValueDecoder of(int type) {
        return table[type];
    }
}
