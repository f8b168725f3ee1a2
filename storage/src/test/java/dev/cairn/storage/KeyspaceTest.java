// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Random;

class KeyspaceTest {
    @Property(tries = 60)
    void behavesAsItsModelAndLeaksNothing(@ForAll long seed, @ForAll boolean debug) {
        Random random = new Random(seed);
        try (Keyspace keyspace = Keyspace.open(KeyspaceActions.config(debug))) {
            int keyRange = 1 << (3 + random.nextInt(8));
            KeyspaceActions actions = new KeyspaceActions(keyspace, random, keyRange, 40);
            for (int i = 0; i < 4000; i++) {
                actions.act();
                if (random.nextInt(50) == 0) {
                    actions.pass(random.nextInt(500));
                }
                if (i % 500 == 0) {
                    actions.assertSame();
                }
            }
            actions.assertSame();
            keyspace.flush(-1, true);
            assertEquals(Long.MAX_VALUE, keyspace.nextExpiryMillis());
            while (keyspace.housekeep(10)) {
                assertTrue(keyspace.memoryReport().usedBytes() >= 0);
            }
            assertEquals(0, keyspace.allocator().liveBlocks());
            assertEquals(0, keyspace.memoryReport().usedBytes());
            assertEquals(0, keyspace.memoryReport().overheadBytes());
            assertEquals(0, keyspace.memoryReport().pendingFreeBytes());
            assertEquals(0, keyspace.expiringHashes());
        }
    }
}
