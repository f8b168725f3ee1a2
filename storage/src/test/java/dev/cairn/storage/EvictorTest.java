// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.eviction.MaxmemoryPolicy;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

class EvictorTest {
    private static final long LIMIT = 800_000;

    private final StorageConfig config = KeyspaceActions.config(false).maxmemoryBytes(LIMIT);
    private final List<String> gone = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(MaxmemoryPolicy.class)
    void everyPolicyHoldsTheLimitOrSaysThatItCannot(MaxmemoryPolicy policy) {
        config.maxmemoryPolicy(policy);
        try (Keyspace keyspace = open()) {
            boolean can = policy != MaxmemoryPolicy.NOEVICTION;
            for (int i = 0; i < 40_000; i++) {
                keyspace.tick(1_000_000 + i);
                boolean fits = keyspace.evictor().freeFor(10);
                // A table that has just grown takes more than ten keys to make up for.
                while (!fits && keyspace.evictor().canEvict()) {
                    fits = keyspace.evictor().freeFor(10);
                }
                assertEquals(can || !keyspace.evictor().isOverLimit(), fits);
                if (fits) {
                    long expiry = i % 3 == 0 ? 100_000_000L + i : -1;
                    if (!can || !policy.isVolatile() || expiry >= 0) {
                        set(keyspace, i % 3, "key:" + i, expiry);
                    }
                }
                assertTrue(keyspace.memoryReport().usedBytes() < LIMIT + LIMIT / 20);
            }
            assertEquals(can, !gone.isEmpty());
            assertEquals(can, keyspace.stats().evictedKeys() > 0);
            assertEquals(can, keyspace.evictor().canEvict());
        }
    }

    @Test
    void volatilePoliciesLeaveKeysWithoutExpiryAlone() {
        for (MaxmemoryPolicy policy : MaxmemoryPolicy.values()) {
            if (policy.isVolatile()) {
                config.maxmemoryPolicy(policy);
                gone.clear();
                try (Keyspace keyspace = open()) {
                    for (int i = 0; i < 20_000; i++) {
                        set(
                                keyspace,
                                0,
                                (i % 10 == 0 ? "dies:" : "lives:") + i,
                                i % 10 == 0 ? 9_000_000 : -1);
                    }
                    // A hash whose fields expire is not a key that expires.
                    keyspace.database(0)
                            .hashes()
                            .set(slice("lives:hash"), slice("f"), slice("v"), 8_000_000, false);
                    config.maxmemoryBytes(1 << 10);
                    while (keyspace.evictor().freeFor(10) || keyspace.evictor().canEvict()) {
                        assertTrue(keyspace.evictor().isOverLimit());
                    }
                    assertEquals(2000, gone.size(), policy.text());
                    assertTrue(gone.stream().allMatch(key -> key.startsWith("dies:")));
                    config.maxmemoryBytes(LIMIT);
                }
            }
        }
    }

    @Test
    void leastRecentlyUsedGoFirst() {
        config.maxmemoryPolicy(MaxmemoryPolicy.ALLKEYS_LRU).maxmemorySamples(10);
        assertOldGoFirst(false);
    }

    @Test
    void leastFrequentlyUsedGoFirst() {
        config.maxmemoryPolicy(MaxmemoryPolicy.ALLKEYS_LFU).maxmemorySamples(10);
        assertOldGoFirst(true);
    }

    /** Of keys of which half are used, those that go should nearly all be of the other half. */
    private void assertOldGoFirst(boolean often) {
        try (Keyspace keyspace = open()) {
            config.maxmemoryBytes(0);
            for (int i = 0; i < 10_000; i++) {
                set(keyspace, 0, "key:" + i, -1);
            }
            keyspace.tick(1_000_000 + 50_000);
            for (int round = 0; round < (often ? 30 : 1); round++) {
                for (int i = 0; i < 10_000; i += 2) {
                    keyspace.database(0).find(slice("key:" + i));
                }
            }
            config.maxmemoryBytes(keyspace.memoryReport().usedBytes() * 3 / 4);
            while (!keyspace.evictor().freeFor(10)) {
                assertTrue(keyspace.evictor().canEvict());
            }
            long unused =
                    gone.stream()
                            .filter(key -> Integer.parseInt(key.substring(4)) % 2 == 1)
                            .count();
            assertTrue(gone.size() > 1000, () -> "only " + gone.size());
            assertTrue(unused > gone.size() * 0.98, () -> unused + " of " + gone.size());
        }
    }

    @Test
    void whatDiesSoonGoesFirst() {
        config.maxmemoryPolicy(MaxmemoryPolicy.VOLATILE_TTL).maxmemorySamples(10);
        try (Keyspace keyspace = open()) {
            config.maxmemoryBytes(0);
            for (int i = 0; i < 10_000; i++) {
                set(keyspace, 0, "key:" + i, 2_000_000 + i * 1000L);
            }
            config.maxmemoryBytes(keyspace.memoryReport().usedBytes() * 3 / 4);
            while (!keyspace.evictor().freeFor(10)) {
                assertTrue(keyspace.evictor().canEvict());
            }
            double mean =
                    gone.stream()
                            .mapToInt(k -> Integer.parseInt(k.substring(4)))
                            .average()
                            .orElse(0);
            assertTrue(mean < 2200, "mean " + mean);
        }
    }

    @Test
    void bigValuesAreFreedBeforeMoreKeysGo() {
        config.maxmemoryPolicy(MaxmemoryPolicy.ALLKEYS_RANDOM).maxmemoryBytes(0);
        try (Keyspace keyspace = open()) {
            Database database = keyspace.database(0);
            for (int key = 0; key < 20; key++) {
                for (int field = 0; field < 2000; field++) {
                    database.hashes()
                            .set(slice("hash:" + key), slice("f" + field), slice("v"), -1, false);
                }
            }
            config.maxmemoryBytes(keyspace.memoryReport().usedBytes() * 9 / 10 + 1000);
            while (!keyspace.evictor().freeFor(3)) {
                assertTrue(keyspace.evictor().canEvict());
            }
            assertEquals(18, database.size());
            assertFalse(keyspace.evictor().isOverLimit());
            keyspace.evictor().outsideBytes(config.maxmemoryBytes());
            assertTrue(keyspace.evictor().isOverLimit());
        }
    }

    private Keyspace open() {
        Keyspace keyspace = Keyspace.open(config);
        keyspace.tick(1_000_000);
        keyspace.listener(
                new KeyspaceListener() {
                    @Override
                    public void removed(int database, ByteSlice key, Removal why) {
                        assertEquals(Removal.EVICTED, why);
                        gone.add(key.toString());
                    }

                    @Override
                    public void fieldsExpired(
                            int database, ByteSlice key, ByteSlice[] fields, int count) {
                        throw new AssertionError("nothing expires here");
                    }
                });
        return keyspace;
    }

    private static void set(Keyspace keyspace, int database, String key, long expireAtMillis) {
        keyspace.database(database)
                .strings()
                .set(slice(key), slice("value-of-" + key), expireAtMillis, false);
    }

    private static ByteSlice slice(String text) {
        return ByteSlice.of(text);
    }
}
