// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.legacy;

import dev.cairn.rdb.codec.Decoders;
import dev.cairn.rdb.codec.HashDecoder;
import dev.cairn.rdb.codec.StreamDecoder;
import dev.cairn.rdb.format.Dialect;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.rdb.legacy.PairsDecoder.Pairs;

/** Adds to the decoders of today those of other times and places. */
public final class LegacyDecoders {
    private LegacyDecoders() {}

    /** All decoders for files of this dialect. */
    public static Decoders of(Dialect dialect) {
        Decoders decoders =
                new Decoders()
                        .put(RdbType.HASH_ZIPMAP, pairs(Pairs.FIELDS, new ZipmapReader()))
                        .put(RdbType.HASH_ZIPLIST, pairs(Pairs.FIELDS, new ZiplistReader()))
                        .put(RdbType.LIST_ZIPLIST, new ZiplistsDecoder(false))
                        .put(RdbType.LIST_QUICKLIST, new ZiplistsDecoder(true))
                        .put(RdbType.ZSET_ZIPLIST, pairs(Pairs.MEMBERS, new ZiplistReader()));
        return switch (dialect) {
            case VALKEY ->
                    decoders.put(
                            RdbType.VALKEY_HASH_2, new HashDecoder(HashDecoder.Expiry.ABSOLUTE));
            case REDIS ->
                    decoders.put(
                                    RdbType.REDIS_HASH_METADATA,
                                    new HashDecoder(HashDecoder.Expiry.RELATIVE))
                            .put(RdbType.REDIS_HASH_LISTPACK_EX, new HashListpackExDecoder())
                            .put(RdbType.REDIS_STREAM_LISTPACKS_4, new StreamDecoder(4))
                            .put(RdbType.REDIS_STREAM_LISTPACKS_5, new StreamDecoder(5));
        };
    }

    private static PairsDecoder pairs(Pairs pairs, PackedElements elements) {
        return new PairsDecoder(pairs, elements);
    }
}
