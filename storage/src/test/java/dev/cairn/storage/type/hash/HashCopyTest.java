// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.MemoryExhaustedException;

import org.junit.jupiter.api.Test;

/** A copy of a big hash has all that the original has and shares nothing with it; one that memory does not suffice for is gone. */
class HashCopyTest {
    private static final ByteSlice ORIGINAL = ByteSlice.of("original");
    private static final ByteSlice COPY = ByteSlice.of("copy");
    private static final long NOW = 1_700_000_000_000L;
    private static final int FIELDS = 20_000;

    private static Keyspace open(int bytes) {
        StorageConfig config = new StorageConfig().reserveBytes(bytes).hugePages(false);
        Keyspace keyspace = Keyspace.open(config.debugMemory(true));
        keyspace.tick(NOW);
        return keyspace;
    }

    @Test
    void aCopyIsWholeAndSharesNothing() {
        try (Keyspace keyspace = open(256 << 20)) {
            Database database = keyspace.database(0);
            fill(database, 1000);
            assertTrue(database.delete(ORIGINAL, false));
            settle(keyspace);
            long blocks = keyspace.allocator().liveBlocks();
            fill(database, FIELDS);
            for (int i = 0; i < FIELDS; i += 3) {
                assertTrue(database.hashes().delete(ORIGINAL, field(i)));
            }
            assertTrue(database.copy(ORIGINAL, database, COPY));
            long difference = usage(database, ORIGINAL) - usage(database, COPY);
            assertTrue(Math.abs(difference) < 100_000, difference + " bytes more than the copy");
            assertTrue(database.delete(ORIGINAL, false));
            settle(keyspace);
            for (int i = 0; i < FIELDS; i++) {
                assertEquals(i % 3 != 0, has(database, COPY, i), "field " + i);
            }
            keyspace.tick(NOW + FIELDS);
            int due = 0;
            while (database.hashes().removeDue(database.find(COPY), 1000) > 0) {
                due++;
            }
            assertTrue(due > 0);
            for (int i = 0; i < FIELDS; i++) {
                boolean present = i % 3 != 0 && i % 5 != 0;
                assertEquals(present, database.hashes().delete(COPY, field(i)), "field " + i);
            }
            assertEquals(0, database.find(COPY));
            settle(keyspace);
            assertEquals(blocks, keyspace.allocator().liveBlocks());
        }
    }

    @Test
    void aCopyThatDoesNotFitIsGone() {
        int fields = 6_000;
        try (Keyspace keyspace = open(12 << 20)) {
            Database database = keyspace.database(0);
            fill(database, fields);
            for (int length = 30_000, ballast = 0; length > 30; length /= 3) {
                ballast = fillUp(database, ballast, length);
            }
            int refused = 0;
            boolean done = false;
            while (!done) {
                long blocks = keyspace.allocator().liveBlocks();
                try {
                    done = database.copy(ORIGINAL, database, COPY);
                } catch (MemoryExhaustedException e) {
                    refused++;
                    settle(keyspace);
                    assertEquals(0, database.find(COPY));
                    assertEquals(blocks, keyspace.allocator().liveBlocks());
                    assertTrue(database.delete(ballast(refused - 1), false));
                }
            }
            assertTrue(refused > 10, refused + " were refused");
            for (int i = 0; i < fields; i++) {
                assertTrue(has(database, ORIGINAL, i) && has(database, COPY, i), "field " + i);
            }
        }
    }

    private static void fill(Database database, int fields) {
        for (int i = 0; i < fields; i++) {
            long expireAtMillis = i % 5 == 0 ? NOW + 1 + i : -1;
            HashEdit edit = database.hashes().edit(ORIGINAL);
            assertTrue(edit.put(field(i), text(length(i)), expireAtMillis, false));
        }
    }

    /** Adds strings until memory ends; returns how many there are then. */
    private static int fillUp(Database database, int from, int length) {
        int ballast = from;
        try {
            for (; ; ballast++) {
                database.strings().set(ballast(ballast), text(length), -1, false);
            }
        } catch (MemoryExhaustedException e) {
            return ballast;
        }
    }

    private static boolean has(Database database, ByteSlice key, int i) {
        long entry = database.find(key);
        if (!database.hashes().get(entry, field(i))) {
            return false;
        }
        assertTrue(database.hashes().value().equals(text(length(i))));
        assertEquals(
                i % 5 == 0 ? NOW + 1 + i : -1, database.hashes().fieldExpireAt(entry, field(i)));
        return true;
    }

    private static long usage(Database database, ByteSlice key) {
        return database.memoryUsage(database.find(key));
    }

    /** Now and then a value is so long that it does not lie in its element. */
    private static int length(int i) {
        return i % 1000 == 7 ? 5000 : i % 40;
    }

    private static void settle(Keyspace keyspace) {
        while (keyspace.housekeep(100)) {
            // A slice at a time.
        }
        assertFalse(keyspace.housekeep(100));
    }

    private static ByteSlice field(int i) {
        return ByteSlice.of("field:" + i);
    }

    private static ByteSlice ballast(int i) {
        return ByteSlice.of("ballast:" + i);
    }

    private static ByteSlice text(int length) {
        return ByteSlice.of("x".repeat(length));
    }
}
