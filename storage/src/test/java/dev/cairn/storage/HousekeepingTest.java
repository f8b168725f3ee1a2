// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.list.ListEdit;
import dev.cairn.storage.type.set.SetEdit;
import dev.cairn.storage.type.stream.FieldSource;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;
import dev.cairn.storage.type.zset.SortedSetEdit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Latency without a clock: however big a value or a database is, what goes at once is a handful of blocks. */
class HousekeepingTest {
    private static final String[] KEYS = {"hash", "list", "set", "zset", "stream"};

    /** What one call may free: the twelve entries of each of four groups with a block that each owns, and a node of a tree with its leaves. */
    private static final int MOST_BLOCKS = 4 * 2 * 12 + 1 + 64;

    /** What one key may add to its table: a segment, and a directory of as many words again as there are segments. */
    private static final long MOST_GROWTH = 64 << 10;

    @Test
    void bigValuesGoInSmallSteps() {
        assertSmallSteps(100_000);
    }

    @Test
    @Tag("slow")
    void valuesOfAMillionElementsGoInSmallSteps() {
        assertSmallSteps(1_000_000);
    }

    @Test
    @Tag("slow")
    void tenMillionKeysComeAndGoInSmallSteps() {
        try (Keyspace keyspace = Keyspace.open(KeyspaceActions.config(false))) {
            Database database = keyspace.database(0);
            ByteSlice value = key("0123456789abcdef");
            long bytes = keyspace.table().structureBytes();
            for (int i = 0; i < 10_000_000; i++) {
                database.strings().set(key("key:" + i), value, -1, false);
                long grown = keyspace.table().structureBytes() - bytes;
                assertTrue(grown <= MOST_GROWTH, () -> grown + " bytes came at once");
                bytes += grown;
            }
            assertSmall(keyspace, () -> keyspace.flush(0, false));
            assertEquals(0, database.size());
            drain(keyspace);
            assertEquals(0, keyspace.allocator().liveBlocks());
        }
    }

    private static void assertSmallSteps(int elements) {
        try (Keyspace keyspace = Keyspace.open(KeyspaceActions.config(false))) {
            keyspace.tick(1000);
            Database database = keyspace.database(0);
            fill(database, elements);
            for (String key : KEYS) {
                assertSmall(keyspace, () -> database.delete(key(key), false));
                drain(keyspace);
            }
            fill(database, elements);
            assertSmall(keyspace, () -> database.strings().set(key("hash"), key("v"), -1, false));
            assertSmall(keyspace, () -> database.strings().set(key("zset"), key("v"), -1, false));
            assertSmall(keyspace, () -> database.rename(key("list"), key("set")));
            drain(keyspace);
            fill(database, elements);
            for (int i = 0; i < elements; i++) {
                database.strings().set(key("key:" + i), key("v"), 5000, false);
            }
            keyspace.tick(10_000);
            assertSmall(keyspace, () -> keyspace.expireDue(8));
            assertSmall(keyspace, () -> keyspace.flush(0, false));
            drain(keyspace);
            assertEquals(0, keyspace.allocator().liveBlocks());
        }
    }

    /** Does all that waits, and sees that no step is large. */
    private static void drain(Keyspace keyspace) {
        boolean[] more = {true};
        while (more[0]) {
            assertSmall(keyspace, () -> more[0] = keyspace.housekeep(1));
        }
    }

    private static void assertSmall(Keyspace keyspace, Runnable action) {
        Allocator allocator = keyspace.allocator();
        long before = allocator.liveBlocks();
        action.run();
        long freed = before - allocator.liveBlocks();
        assertTrue(freed <= MOST_BLOCKS, () -> freed + " blocks went at once");
    }

    private static void fill(Database database, int elements) {
        for (String key : KEYS) {
            database.delete(key(key), true);
        }
        ListEdit list = database.lists().edit(key("list"));
        SetEdit set = database.sets().edit(key("set"));
        SortedSetEdit zset = database.sortedSets().edit(key("zset"));
        for (int i = 0; i < elements; i++) {
            ByteSlice name = key("name:" + i);
            database.hashes().set(key("hash"), name, name, i % 2 == 0 ? 5000 + i : -1, false);
            list.expect(1, name.length());
            list.push(name, true);
            set.add(name);
            zset.find(name);
            zset.add(i);
        }
        Streams streams = database.streams();
        long stream = streams.create(key("stream"));
        FieldSource fields = new OneField();
        StreamId id = new StreamId();
        for (int i = 1; i <= elements; i++) {
            streams.entries().append(stream, id.set(i, 0), fields, 4096, 100);
        }
        for (String key : KEYS) {
            assertTrue(database.encoding(database.peek(key(key))).isBig(), key);
        }
    }

    private static final class OneField implements FieldSource {
        @Override
        public int fields() {
            return 1;
        }

        @Override
        public ByteSlice text(int index) {
            return key("text");
        }
    }

    private static ByteSlice key(String text) {
        return ByteSlice.of(text);
    }
}
