// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A version of the format: the nine bytes at the head of a file, two bytes in a DUMP payload.
 *
 * <pre>
 *   REDIS0011     dialect Redis,  version 11: what Valkey up to 8.1 and Redis 7.2 write
 *   REDIS0010     dialect Redis,  version 10: Redis 7.0, knows neither listpacks of sets nor when consumers were active
 *   VALKEY080     dialect Valkey, version 80: Valkey 9, knows the expiry of hash fields
 *   REDIS0014     dialect Redis,  version 14: what Redis 8.8 writes, the latest that is read; 13 is Redis 8.6, 12 Redis 7.4
 * </pre>
 *
 * Versions 12 to 79 stay with Redis, so a payload, which has no magic, tells its dialect by its number.
 */
public record RdbVersion(Dialect dialect, int number) {
    /** Length of the magic in bytes. */
    public static final int MAGIC_LENGTH = 9;

    public static final RdbVersion REDIS_10 = new RdbVersion(Dialect.REDIS, 10);
    public static final RdbVersion REDIS_11 = new RdbVersion(Dialect.REDIS, 11);
    public static final RdbVersion VALKEY_80 = new RdbVersion(Dialect.VALKEY, 80);

    /** The first version that ends in a checksum. */
    public static final int FIRST_WITH_CHECKSUM = 5;

    private static final int NEWEST_REDIS = 14;
    private static final int NEWEST_VALKEY = 80;
    private static final int FIRST_VALKEY = 80;
    private static final int FIRST_REDIS_WITH_FIELD_EXPIRY = 12;

    private static final String REDIS_MAGIC = "REDIS";
    private static final String VALKEY_MAGIC = "VALKEY";

    /** The version that a file's first nine bytes name, or null when they are no RDB magic at all. */
    public static RdbVersion ofMagic(byte[] magic) {
        String text = new String(magic, 0, MAGIC_LENGTH, StandardCharsets.ISO_8859_1);
        if (text.startsWith(VALKEY_MAGIC)) {
            int number = digits(text, VALKEY_MAGIC.length());
            return number < 0 ? null : new RdbVersion(Dialect.VALKEY, number);
        }
        if (text.startsWith(REDIS_MAGIC)) {
            int number = digits(text, REDIS_MAGIC.length());
            return number < 0 ? null : new RdbVersion(Dialect.REDIS, number);
        }
        return null;
    }

    /** The version that the two bytes in a DUMP payload name. */
    public static RdbVersion ofPayload(int number) {
        return new RdbVersion(number >= FIRST_VALKEY ? Dialect.VALKEY : Dialect.REDIS, number);
    }

    /** Whether files of this version can be read here. */
    public boolean readable() {
        return dialect == Dialect.VALKEY
                ? number >= FIRST_VALKEY && number <= NEWEST_VALKEY
                : number >= 1 && number <= NEWEST_REDIS;
    }

    /** Whether this version is later than those that are known here: it may be readable all the same. */
    public boolean isLater() {
        return number > (dialect == Dialect.VALKEY ? NEWEST_VALKEY : NEWEST_REDIS);
    }

    /** Whether this version can hold hash fields that expire. */
    public boolean knowsFieldExpiry() {
        return dialect == Dialect.VALKEY || number >= FIRST_REDIS_WITH_FIELD_EXPIRY;
    }

    /** Whether this version can hold sets that are listpacks, and the moment at which a consumer was last active. */
    public boolean knowsTypesOfRedis72() {
        return dialect == Dialect.VALKEY || number >= REDIS_11.number;
    }

    public byte[] magic() {
        return toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The magic as text. */
    @Override
    public String toString() {
        return dialect == Dialect.VALKEY
                ? String.format(Locale.ROOT, "%s%03d", VALKEY_MAGIC, number)
                : String.format(Locale.ROOT, "%s%04d", REDIS_MAGIC, number);
    }

    private static int digits(String text, int from) {
        int number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
