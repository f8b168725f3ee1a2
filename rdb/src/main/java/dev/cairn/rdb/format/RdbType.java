// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

/**
 * The type bytes: which layout the value of a key has. Bytes 22 and above mean different things to Valkey and to Redis, so
 * a byte says nothing without the dialect of its file.
 */
public final class RdbType {
    public static final int STRING = 0;
    public static final int LIST = 1;
    public static final int SET = 2;
    public static final int ZSET = 3;
    public static final int HASH = 4;
    public static final int ZSET_2 = 5;
    public static final int MODULE_PRE_GA = 6;
    public static final int MODULE_2 = 7;
    public static final int HASH_ZIPMAP = 9;
    public static final int LIST_ZIPLIST = 10;
    public static final int SET_INTSET = 11;
    public static final int ZSET_ZIPLIST = 12;
    public static final int HASH_ZIPLIST = 13;
    public static final int LIST_QUICKLIST = 14;
    public static final int STREAM_LISTPACKS = 15;
    public static final int HASH_LISTPACK = 16;
    public static final int ZSET_LISTPACK = 17;
    public static final int LIST_QUICKLIST_2 = 18;
    public static final int STREAM_LISTPACKS_2 = 19;
    public static final int SET_LISTPACK = 20;
    public static final int STREAM_LISTPACKS_3 = 21;

    /** Valkey: a hash whose fields may expire. */
    public static final int VALKEY_HASH_2 = 22;

    /** Redis 7.4: a hash table whose fields may expire, times relative to the earliest. */
    public static final int REDIS_HASH_METADATA = 24;

    /** Redis 7.4: a listpack of field, value and expiry. */
    public static final int REDIS_HASH_LISTPACK_EX = 25;

    /** Redis 8.6: a stream that remembers which messages of which producers it has. */
    public static final int REDIS_STREAM_LISTPACKS_4 = 26;

    /** Redis 8.8: a stream whose pending entries may be nobody's. */
    public static final int REDIS_STREAM_LISTPACKS_5 = 27;

    private static final String[] SHARED_NAMES = {
        "string",
        "list",
        "set",
        "zset",
        "hash",
        "zset-v2",
        "module-pre-release",
        "module-value",
        null,
        "hash-zipmap",
        "list-ziplist",
        "set-intset",
        "zset-ziplist",
        "hash-ziplist",
        "quicklist",
        "stream",
        "hash-listpack",
        "zset-listpack",
        "quicklist-v2",
        "stream-v2",
        "set-listpack",
        "stream-v3",
    };

    private static final String[] REDIS_NAMES = {
        "hash-with-expiry-pre-release",
        "hash-listpack-with-expiry-pre-release",
        "hash-with-expiry",
        "hash-listpack-with-expiry",
        "stream-v4",
        "stream-v5",
        "array",
    };

    private RdbType() {}

    /** The name that check tools use for a type byte, or null for a byte that no version of this dialect defines. */
    public static String name(Dialect dialect, int type) {
        if (type >= 0 && type < SHARED_NAMES.length) {
            return SHARED_NAMES[type];
        }
        int beyond = type - SHARED_NAMES.length;
        if (dialect == Dialect.VALKEY) {
            return beyond == 0 ? "hash-with-expiry" : null;
        }
        return beyond >= 0 && beyond < REDIS_NAMES.length ? REDIS_NAMES[beyond] : null;
    }
}
