// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.eviction.EvictionPool;
import dev.cairn.storage.eviction.MaxmemoryPolicy;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.table.KeyTable;
import dev.cairn.storage.table.SwissTable;

/**
 * Holds the memory limit of {@link StorageConfig}: removes keys as the policy says until the used bytes are below it.
 */
public final class Evictor {
    /** How often a sample is drawn anew that turns out to be no key with an expiry of its own. */
    private static final int REDRAWS = 8;

    /** How much of the values that wait to be freed is freed before another key has to go. */
    private static final int FREEING_STEPS = 64;

    private final Keyspace keyspace;
    private final StorageConfig config;
    private final Memory memory;
    private final SwissTable table;
    private final EvictionPool pool = new EvictionPool();
    private MaxmemoryPolicy pooledUnder;
    private int nextDatabase;
    private long outsideBytes;

    Evictor(Keyspace keyspace, SwissTable table) {
        this.keyspace = keyspace;
        this.config = keyspace.config();
        this.memory = keyspace.memory();
        this.table = table;
    }

    /** Bytes outside the region that count against the limit: client buffers and the like, as the server measures. */
    public void outsideBytes(long bytes) {
        outsideBytes = bytes;
    }

    /** Whether the limit is set and exceeded. What is held for a running snapshot or for replies does not count. */
    public boolean isOverLimit() {
        return excessBytes() > 0;
    }

    /** As {@link #isOverLimit}, and keeps account of how long that is so. */
    public boolean observeLimit() {
        boolean over = isOverLimit();
        keyspace.stats().overLimit(over, keyspace.nowMillis());
        return over;
    }

    /** By how much the limit is exceeded; 0 or less if it is not, or if there is none. */
    public long excessBytes() {
        long limit = config.maxmemoryBytes();
        return limit == 0
                ? 0
                : keyspace.allocator().liveBytes() - keyspace.heldBytes() + outsideBytes - limit;
    }

    /**
     * Makes room. Removes at most this many keys, and tells the listener of each.
     *
     * @return whether the used bytes are within the limit now; if not, and {@link #canEvict()}, another call goes on
     */
    public boolean freeFor(int keyLimit) {
        for (int i = 0; i < keyLimit && isOverLimit(); i++) {
            for (int step = 0; step < FREEING_STEPS && keyspace.freePending(); step++) {
                if (!isOverLimit()) {
                    return true;
                }
            }
            if (isOverLimit() && !keyspace.freePending() && !evictOne()) {
                break;
            }
        }
        return !observeLimit();
    }

    /** Whether the policy finds any key that may go. */
    public boolean canEvict() {
        MaxmemoryPolicy policy = config.maxmemoryPolicy();
        if (policy == MaxmemoryPolicy.NOEVICTION) {
            return false;
        }
        for (int i = 0; i < keyspace.databaseCount(); i++) {
            if (candidates(keyspace.database(i).keys(), policy) > 0) {
                return true;
            }
        }
        return false;
    }

    private static long candidates(KeyTable keys, MaxmemoryPolicy policy) {
        return policy.isVolatile() ? keys.expires() : keys.count();
    }

    private boolean evictOne() {
        MaxmemoryPolicy policy = config.maxmemoryPolicy();
        if (policy != pooledUnder) {
            pool.clear();
            pooledUnder = policy;
        }
        return switch (policy) {
            case NOEVICTION -> false;
            case ALLKEYS_RANDOM, VOLATILE_RANDOM -> evictRandom(policy);
            default -> evictBest(policy);
        };
    }

    /** Takes a random key, from one database after the other. */
    private boolean evictRandom(MaxmemoryPolicy policy) {
        for (int i = 0; i < keyspace.databaseCount(); i++) {
            Database database = keyspace.database(nextDatabase);
            nextDatabase = (nextDatabase + 1) % keyspace.databaseCount();
            long entry = sample(database.keys(), policy);
            if (entry != 0) {
                database.removeItself(entry, table.hashOf(entry), Removal.EVICTED);
                return true;
            }
        }
        return false;
    }

    private boolean evictBest(MaxmemoryPolicy policy) {
        for (int i = 0; i < keyspace.databaseCount(); i++) {
            offerSamples(keyspace.database(i), policy);
        }
        while (pool.take()) {
            Database database = keyspace.database(pool.takenDatabase());
            long root = database.keys().root();
            long entry = root == 0 ? 0 : table.findHash(root, pool.takenHash(), 0);
            if (entry != 0 && mayGo(entry, policy)) {
                database.removeItself(entry, pool.takenHash(), Removal.EVICTED);
                return true;
            }
        }
        return false;
    }

    private void offerSamples(Database database, MaxmemoryPolicy policy) {
        KeyTable keys = database.keys();
        long samples = Math.min(config.maxmemorySamples(), candidates(keys, policy));
        for (int i = 0; i < samples; i++) {
            long entry = sample(keys, policy);
            if (entry != 0) {
                pool.offer(score(entry, policy), table.hashOf(entry), database.index());
            }
        }
    }

    /** A random entry that may go, 0 if none was found. */
    private long sample(KeyTable keys, MaxmemoryPolicy policy) {
        if (!policy.isVolatile()) {
            return keys.count() == 0 ? 0 : table.random(keys.root(), keyspace.random());
        }
        for (int i = 0; i < REDRAWS && keys.expires() > 0; i++) {
            // Some deadlines are those of fields, whose keys do not expire.
            long entry = table.findHash(keys.root(), keys.randomHash(keyspace.random()), 0);
            if (mayGo(entry, policy)) {
                return entry;
            }
        }
        return 0;
    }

    private boolean mayGo(long entry, MaxmemoryPolicy policy) {
        return !policy.isVolatile() || EntryLayout.expires(memory, entry);
    }

    /** The higher, the better a victim. */
    private long score(long entry, MaxmemoryPolicy policy) {
        if (policy == MaxmemoryPolicy.VOLATILE_TTL) {
            return -EntryLayout.expireAtMillis(memory, entry);
        }
        return policy.isLfu()
                ? -keyspace.access().frequency(entry)
                : keyspace.access().idleSeconds(entry);
    }
}
