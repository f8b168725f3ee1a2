// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.snapshot.CollectingSink;
import dev.cairn.storage.snapshot.Snapshot;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Map;
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

    @Property(tries = 20)
    void exhaustedMemoryRefusesWholeOperations(@ForAll long seed, @ForAll boolean debug) {
        Random random = new Random(seed);
        StorageConfig config = KeyspaceActions.config(debug).reserveBytes(64 << 20);
        try (Keyspace keyspace = Keyspace.open(config)) {
            KeyspaceActions actions = new KeyspaceActions(keyspace, random, 2000, 60);
            actions.hugeTextBytes = 3 << 20;
            Snapshot snapshot = null;
            CollectingSink sink = null;
            Map<String, String> expected = null;
            for (int i = 0; i < 5000; i++) {
                actions.actOrBeRefused();
                if (random.nextInt(200) == 0) {
                    actions.pass(random.nextInt(200));
                }
                if (snapshot == null && random.nextInt(1000) == 0) {
                    expected = actions.model.dump();
                    sink = new CollectingSink(() -> false);
                    snapshot = keyspace.beginSnapshot(sink);
                }
                if (snapshot != null && snapshot.advance(1)) {
                    assertEquals(expected, sink.lines());
                    snapshot = null;
                }
            }
            // A run that happened to flush often has memory left: take it.
            for (int i = 0; actions.refused == 0; i++) {
                actions.fillOrBeRefused(i);
            }
            while (snapshot != null && !snapshot.advance(1)) {
                actions.actOrBeRefused();
            }
            actions.assertSame();
            keyspace.flush(-1, true);
            while (keyspace.housekeep(10)) {
                assertTrue(keyspace.memoryReport().usedBytes() >= 0);
            }
            assertEquals(0, keyspace.allocator().liveBlocks());
        }
    }
}
