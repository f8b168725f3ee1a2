// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.storage.memory.ByteSlice;

/** What a file says about a key before its value: where it lives, when it expires, when it was used. Reused. */
public final class KeyHeader {
    /** No expiry, no idle time, no frequency. */
    public static final int NONE = -1;

    private final ByteSlice key = new ByteSlice();
    private int database;
    private long expireAtMillis = NONE;
    private long idleSeconds = NONE;
    private int frequency = NONE;

    /** Takes everything but the key over. */
    public void set(KeyHeader other) {
        database = other.database;
        expireAtMillis = other.expireAtMillis;
        idleSeconds = other.idleSeconds;
        frequency = other.frequency;
    }

    /** Forgets everything but the database. */
    public void clear() {
        expireAtMillis = NONE;
        idleSeconds = NONE;
        frequency = NONE;
    }

    public int database() {
        return database;
    }

    public KeyHeader database(int index) {
        database = index;
        return this;
    }

    /** A view to be set; valid until the next key. */
    public ByteSlice key() {
        return key;
    }

    /** Unix time in milliseconds, or {@link #NONE}. */
    public long expireAtMillis() {
        return expireAtMillis;
    }

    public KeyHeader expireAtMillis(long at) {
        expireAtMillis = at;
        return this;
    }

    /** Seconds since the last use, or {@link #NONE}. */
    public long idleSeconds() {
        return idleSeconds;
    }

    public KeyHeader idleSeconds(long seconds) {
        idleSeconds = seconds;
        return this;
    }

    /** The logarithmic use counter, 0 to 255, or {@link #NONE}. */
    public int frequency() {
        return frequency;
    }

    public KeyHeader frequency(int counter) {
        frequency = counter;
        return this;
    }
}
