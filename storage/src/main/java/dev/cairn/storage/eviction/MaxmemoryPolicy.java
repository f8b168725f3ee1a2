// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.eviction;

/** What goes when memory is full: Valkey's eight policies. */
public enum MaxmemoryPolicy {
    VOLATILE_LRU("volatile-lru"),
    VOLATILE_LFU("volatile-lfu"),
    VOLATILE_RANDOM("volatile-random"),
    VOLATILE_TTL("volatile-ttl"),
    ALLKEYS_LRU("allkeys-lru"),
    ALLKEYS_LFU("allkeys-lfu"),
    ALLKEYS_RANDOM("allkeys-random"),
    NOEVICTION("noeviction");

    private final String text;

    MaxmemoryPolicy(String text) {
        this.text = text;
    }

    /** The name in the configuration. */
    public String text() {
        return text;
    }

    /** Whether entries keep an access counter instead of an access time. */
    public boolean isLfu() {
        return this == VOLATILE_LFU || this == ALLKEYS_LFU;
    }

    public boolean isLru() {
        return this == VOLATILE_LRU || this == ALLKEYS_LRU;
    }

    /** Whether only keys with an expiry may go. */
    public boolean isVolatile() {
        return this == VOLATILE_LRU
                || this == VOLATILE_LFU
                || this == VOLATILE_RANDOM
                || this == VOLATILE_TTL;
    }
}
