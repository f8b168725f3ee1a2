// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.rdb.format.RdbString;
import dev.cairn.storage.memory.ByteSlice;

import java.io.IOException;

/**
 * Hashes field by field, in the three layouts that tell a field's expiry in different ways.
 *
 * <pre>
 *   PLAIN       count, then per field: field string, value string
 *   ABSOLUTE    count, then per field: field string, value string, expiry (8 bytes, -1 = none)     Valkey 9
 *   RELATIVE    earliest expiry (8 bytes), count, then per field:                                  Redis 7.4
 *               expiry (length; 0 = none, else 1 + the distance to the earliest), field string, value string
 * </pre>
 */
public final class HashDecoder implements ValueDecoder {
    /** Where the expiry of a field stands. */
    public enum Expiry {
        PLAIN,
        ABSOLUTE,
        RELATIVE
    }

    /** The latest expiry that Redis accepts for a field: 46 bits of milliseconds. */
    private static final long LATEST_OF_REDIS = (1L << 46) - 3;

    private static final long NONE = -1;

    private final Expiry layout;
    private final RdbString readField = new RdbString();
    private final RdbString readValue = new RdbString();
    private final ByteSlice field = new ByteSlice();
    private final ByteSlice value = new ByteSlice();

    public HashDecoder(Expiry layout) {
        this.layout = layout;
    }

    @Override
    public boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException {
        long earliest = layout == Expiry.RELATIVE ? in.readLong() : 0;
        long count = in.readLength();
        if (count == 0) {
            return false;
        }
        target.beginHash(key);
        for (long i = 0; i < count; i++) {
            decodeField(in, earliest, target);
        }
        target.endHash();
        return true;
    }

    private void decodeField(RdbInput in, long earliest, ValueTarget target) throws IOException {
        long expireAt = layout == Expiry.RELATIVE ? relativeExpiry(in, earliest) : NONE;
        in.readString(readField);
        in.readString(readValue);
        if (layout == Expiry.ABSOLUTE) {
            expireAt = absoluteExpiry(in);
        }
        field.set(readField.array(), 0, readField.length());
        value.set(readValue.array(), 0, readValue.length());
        if (!target.field(field, value, expireAt)) {
            throw in.damaged("the field \"" + field + "\" a second time", "fields that differ");
        }
    }

    private static long absoluteExpiry(RdbInput in) throws IOException {
        long expireAt = in.readLong();
        if (expireAt < NONE) {
            throw in.damaged("field expiry " + expireAt, "a Unix time in milliseconds, or -1");
        }
        return expireAt;
    }

    private static long relativeExpiry(RdbInput in, long earliest) throws IOException {
        long distance = in.readUnsigned();
        if (distance == 0) {
            return NONE;
        }
        long expireAt = earliest + distance - 1;
        if (earliest < 0 || distance < 0 || expireAt < 0 || expireAt > LATEST_OF_REDIS) {
            throw in.damaged(
                    "field expiry " + Long.toUnsignedString(distance) + " after " + earliest,
                    "a time up to " + LATEST_OF_REDIS);
        }
        return expireAt;
    }
}
