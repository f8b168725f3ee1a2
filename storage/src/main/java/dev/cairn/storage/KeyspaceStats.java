// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

/** Counters since the start or the last reset. */
public final class KeyspaceStats {
    private long hits;
    private long misses;
    private long expiredKeys;
    private long expiredFields;
    private long evictedKeys;
    private long worstExpiryLagMillis;

    KeyspaceStats() {}

    /** Lookups for reading that found their key. */
    public long hits() {
        return hits;
    }

    public long misses() {
        return misses;
    }

    public long expiredKeys() {
        return expiredKeys;
    }

    public long expiredFields() {
        return expiredFields;
    }

    public long evictedKeys() {
        return evictedKeys;
    }

    /** The longest time between a deadline and the removal that expiry by index made for it. */
    public long worstExpiryLagMillis() {
        return worstExpiryLagMillis;
    }

    public void reset() {
        hits = 0;
        misses = 0;
        expiredKeys = 0;
        expiredFields = 0;
        evictedKeys = 0;
        worstExpiryLagMillis = 0;
    }

    void countHit() {
        hits++;
    }

    void countMiss() {
        misses++;
    }

    void countExpiredKey() {
        expiredKeys++;
    }

    void countExpiredFields(long count) {
        expiredFields += count;
    }

    void countEvictedKey() {
        evictedKeys++;
    }

    void expiryLag(long millis) {
        worstExpiryLagMillis = Math.max(worstExpiryLagMillis, millis);
    }
}
