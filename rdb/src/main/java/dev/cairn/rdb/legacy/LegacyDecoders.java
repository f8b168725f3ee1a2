// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.legacy;

import dev.cairn.rdb.codec.Decoders;
import dev.cairn.rdb.codec.HashDecoder;
import dev.cairn.rdb.format.Dialect;
import dev.cairn.rdb.format.RdbType;

/** Adds to the decoders of today those of other times and places. */
public final class LegacyDecoders {
    private LegacyDecoders() {}

    /** All decoders for files of this dialect. */
    public static Decoders of(Dialect dialect) {
        Decoders decoders =
                new Decoders()
                        .put(RdbType.HASH_ZIPMAP, new PairsDecoder(new ZipmapReader()))
                        .put(RdbType.HASH_ZIPLIST, new PairsDecoder(new ZiplistReader()))
                        .put(RdbType.LIST_ZIPLIST, new ZiplistsDecoder(false))
                        .put(RdbType.LIST_QUICKLIST, new ZiplistsDecoder(true))
                        .put(RdbType.ZSET_ZIPLIST, new ScoredPairsDecoder(new ZiplistReader()));
        return switch (dialect) {
            case VALKEY ->
                    decoders.put(
                            RdbType.VALKEY_HASH_2, new HashDecoder(HashDecoder.Expiry.ABSOLUTE));
            case REDIS ->
                    decoders.put(
                                    RdbType.REDIS_HASH_METADATA,
                                    new HashDecoder(HashDecoder.Expiry.RELATIVE))
                            .put(RdbType.REDIS_HASH_LISTPACK_EX, new HashListpackExDecoder());
        };
    }
}
