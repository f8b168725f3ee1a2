// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.CollectingSink;
import dev.cairn.storage.snapshot.ImageLines;
import dev.cairn.storage.snapshot.ImageReader;
import dev.cairn.storage.snapshot.Snapshot;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

class SnapshotTest {
    @Property(tries = 80)
    void isExactlyTheStateAtItsStart(@ForAll long seed, @ForAll boolean debug) {
        Random random = new Random(seed);
        try (Keyspace keyspace = Keyspace.open(KeyspaceActions.config(debug))) {
            int keyRange = 1 << (2 + random.nextInt(9));
            KeyspaceActions actions = new KeyspaceActions(keyspace, random, keyRange, 200);
            run(actions, random, 3000);
            for (int round = 0; round < 3; round++) {
                snapshotUnderChange(actions, random);
            }
            actions.assertSame();
            keyspace.flush(-1, true);
            drain(keyspace);
            assertEquals(0, keyspace.allocator().liveBlocks());
        }
    }

    /** Values of every type, in every encoding, which change, grow, shrink, go and come while the snapshot is taken. */
    @Property(tries = 25)
    void everyTypeIsExactlyTheStateAtItsStart(@ForAll long seed, @ForAll boolean debug) {
        Random random = new Random(seed);
        try (Keyspace keyspace = Keyspace.open(TypeWork.config(debug))) {
            for (int round = 0; round < 3; round++) {
                keyspace.tick(1000 + 3000L * round);
                while (keyspace.expireDue(100) > 0) {
                    assertTrue(keyspace.memoryReport().usedBytes() > 0);
                }
                work(keyspace, random, 2500);
                Map<String, String> expected = TypeWork.lines(keyspace);
                ImageLines sink = new ImageLines();
                Snapshot snapshot = keyspace.beginSnapshot(sink);
                int pace = 1 + random.nextInt(30);
                while (!snapshot.advance(1 + random.nextInt(4))) {
                    work(keyspace, random, random.nextInt(pace));
                    keyspace.housekeep(random.nextInt(3));
                }
                assertEquals(expected, sink.lines());
                assertEquals(0, keyspace.memoryReport().heldBytes());
            }
            keyspace.flush(-1, true);
            drain(keyspace);
            assertEquals(0, keyspace.allocator().liveBlocks());
        }
    }

    @Test
    void theWorkComesByEveryTypeInEveryEncoding() {
        Set<String> seen = new TreeSet<>();
        Random random = new Random(7);
        try (Keyspace keyspace = Keyspace.open(TypeWork.config(true))) {
            for (int i = 0; i < 40; i++) {
                work(keyspace, random, 300);
                for (String line : TypeWork.lines(keyspace).values()) {
                    seen.add(line.substring(0, line.indexOf(" until")));
                }
            }
        }
        assertEquals(
                "[HASH HASHTABLE, HASH LISTPACK, LIST LISTPACK, LIST QUICKLIST, SET HASHTABLE, SET"
                    + " INTSET, SET LISTPACK, STREAM STREAM, STRING EMBSTR, STRING INT, STRING RAW,"
                    + " ZSET LISTPACK, ZSET SKIPLIST]",
                seen.toString());
    }

    private static void work(Keyspace keyspace, Random random, int count) {
        for (int i = 0; i < count; i++) {
            TypeWork.act(keyspace, random);
        }
    }

    private static void snapshotUnderChange(KeyspaceActions actions, Random random) {
        Keyspace keyspace = actions.keyspace;
        Map<String, String> expected = actions.model.dump();
        CollectingSink sink = new CollectingSink(() -> random.nextInt(5) == 0);
        Snapshot snapshot = keyspace.beginSnapshot(sink);
        assertEquals(expected.size(), snapshot.totalKeys());
        boolean cancelled = false;
        int pace = 1 + random.nextInt(30);
        while (!snapshot.advance(1 + random.nextInt(4))) {
            run(actions, random, random.nextInt(pace));
            keyspace.housekeep(random.nextInt(3));
            if (random.nextInt(2000) == 0) {
                snapshot.cancel();
                cancelled = true;
                break;
            }
        }
        if (cancelled) {
            run(actions, random, random.nextInt(100));
            return;
        }
        assertEquals(expected, sink.lines());
        assertEquals(expected.size(), snapshot.walkedKeys());
        assertEquals(0, keyspace.memoryReport().heldBytes());
        run(actions, random, 200);
    }

    private static void run(KeyspaceActions actions, Random random, int count) {
        for (int i = 0; i < count; i++) {
            actions.act();
            if (random.nextInt(200) == 0) {
                actions.pass(random.nextInt(500));
            }
        }
    }

    private static void drain(Keyspace keyspace) {
        while (keyspace.housekeep(10)) {
            assertTrue(keyspace.memoryReport().usedBytes() >= 0);
        }
    }

    @Test
    void longStringsComeInPiecesWhateverHappensToThem() {
        String[] whats = {"nothing", "append", "delete", "overwrite", "rename", "flush", "expire"};
        for (String what : whats) {
            for (int before = 0; before < 40; before += 3) {
                longString(what, before);
            }
        }
    }

    private static void longString(String what, int steps) {
        StorageConfig config = KeyspaceActions.config(true);
        try (Keyspace keyspace = Keyspace.open(config)) {
            String text = "0123456789".repeat(ImageReader.LONGEST_WHOLE_STRING / 8);
            Database database = keyspace.database(0);
            ByteSlice key = ByteSlice.of("long");
            database.strings().set(key, ByteSlice.of(text), -1, false);
            database.strings().set(ByteSlice.of("short"), ByteSlice.of("text"), -1, false);
            CollectingSink sink = new CollectingSink(() -> false);
            Snapshot snapshot = keyspace.beginSnapshot(sink);
            boolean done = snapshot.advance(steps);
            switch (what) {
                case "append" -> database.strings().append(key, ByteSlice.of("tail"));
                case "delete" -> database.delete(key, true);
                case "overwrite" -> database.strings().set(key, ByteSlice.of("new"), -1, false);
                case "rename" -> {
                    database.rename(key, ByteSlice.of("other"));
                    database.strings().append(ByteSlice.of("other"), ByteSlice.of("tail"));
                }
                case "flush" -> keyspace.flush(-1, true);
                case "expire" -> database.setExpireAt(key, 5);
                default -> assertFalse(done && steps == 0);
            }
            while (!done) {
                keyspace.housekeep(3);
                done = snapshot.advance(1);
            }
            assertEquals(
                    Map.of("0 long", text + " until -1", "0 short", "text until -1"), sink.lines());
            keyspace.flush(-1, true);
            drain(keyspace);
            assertEquals(0, keyspace.allocator().liveBlocks(), what + " " + steps);
        }
    }

    @Test
    void noCallHandsOverMuchHoweverLongTheValuesAre() {
        try (Keyspace keyspace = Keyspace.open(KeyspaceActions.config(true))) {
            Database database = keyspace.database(0);
            int longest = ImageReader.LONGEST_WHOLE_STRING;
            Map<String, String> expected = new TreeMap<>();
            for (int i = 0; i < 60; i++) {
                String text = "x".repeat(longest - i * longest / 60);
                database.strings().set(ByteSlice.of("key" + i), ByteSlice.of(text), -1, false);
                expected.put("0 key" + i, text + " until -1");
            }
            CollectingSink sink = new CollectingSink(() -> false);
            Snapshot snapshot = keyspace.beginSnapshot(sink);
            int changed = 0;
            for (long before = 0; !snapshot.advance(1000); before = sink.bytes()) {
                long passed = sink.bytes() - before;
                assertTrue(passed < longest + (1 << 20), () -> passed + " bytes at once");
                database.strings().set(key(changed), ByteSlice.of("new"), -1, false);
                database.delete(key(59 - changed++ % 60), true);
            }
            assertTrue(changed > 10, changed + " calls");
            assertEquals(expected, sink.lines());
        }
    }

    private static ByteSlice key(int number) {
        return ByteSlice.of("key" + number % 60);
    }

    @Test
    void onlyOneSnapshotRunsAtATime() {
        try (Keyspace keyspace = Keyspace.open(KeyspaceActions.config(true))) {
            CollectingSink sink = new CollectingSink(() -> false);
            Snapshot first = keyspace.beginSnapshot(sink);
            assertThrows(IllegalStateException.class, () -> keyspace.beginSnapshot(sink));
            first.cancel();
            assertTrue(keyspace.beginSnapshot(sink).advance(100));
        }
    }
}
