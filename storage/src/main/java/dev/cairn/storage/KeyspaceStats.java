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
    private long freedInSlices;
    private long exceededMillis;

    /** Since when memory is over its limit, 0 while it is not. */
    private long exceededSinceMillis;

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

    /** Values, parts of streams and flushed databases that were freed in slices. */
    public long freedInSlices() {
        return freedInSlices;
    }

    /** How long memory has been over its limit without a break. */
    public long exceedingMillis(long nowMillis) {
        return exceededSinceMillis == 0 ? 0 : nowMillis - exceededSinceMillis;
    }

    /** How long memory was over its limit, all times together. */
    public long exceededMillis(long nowMillis) {
        return exceededMillis + exceedingMillis(nowMillis);
    }

    public void reset() {
        hits = 0;
        misses = 0;
        expiredKeys = 0;
        expiredFields = 0;
        evictedKeys = 0;
        worstExpiryLagMillis = 0;
        freedInSlices = 0;
        exceededMillis = 0;
        exceededSinceMillis = 0;
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

    void countFreedInSlices(long count) {
        freedInSlices += count;
    }

    void overLimit(boolean is, long nowMillis) {
        if (is != (exceededSinceMillis != 0)) {
            exceededMillis += exceedingMillis(nowMillis);
            exceededSinceMillis = is ? nowMillis : 0;
        }
    }

    void expiryLag(long millis) {
        worstExpiryLagMillis = Math.max(worstExpiryLagMillis, millis);
    }
}
