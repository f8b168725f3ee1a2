// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.list.ListCursor;
import dev.cairn.storage.type.list.ListEdit;
import dev.cairn.storage.type.stream.FieldSource;
import dev.cairn.storage.type.stream.StreamCursor;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;
import dev.cairn.storage.type.zset.SortedSetEdit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class CompactorTest {
    private static final int KEYS = 120_000;
    private static final int FIELDS = 60_000;
    private static final int HASHES = 300;
    private static final int FIELDS_EACH = 40;
    private static final int LONG_VALUES = 2000;
    private static final int LISTS = 400;
    private static final int LIST_ELEMENTS = 1000;
    private static final int MEMBERS = 40_000;
    private static final int SETS = 200;
    private static final int SET_MEMBERS = 200;
    private static final int NUMBERS = 40;
    private static final int STREAMS = 200;
    private static final int STREAM_ENTRIES = 200;

    /** Strings of a hundred bytes. */
    private static final int STRINGS = 400_000;

    /** Of this many keys one stays. */
    private static final int STAYING_PART = 10;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void memoryGoesBackWhenMostIsDeleted(boolean debug) {
        long fresh;
        try (Keyspace keyspace = open(debug)) {
            fill(keyspace, STAYING_PART);
            fresh = keyspace.memoryReport().committedBytes();
        }
        try (Keyspace keyspace = open(debug)) {
            fill(keyspace, 1);
            long full = keyspace.memoryReport().committedBytes();
            deleteMost(keyspace);
            housekeep(keyspace);
            check(keyspace);
            long left = keyspace.memoryReport().committedBytes();
            assertTrue(full > 6 * fresh, () -> full + " bytes when full, fresh " + fresh);
            // What is kept for the next use does not grow with the data.
            long kept = 8 << 20;
            assertTrue(left < fresh * 13 / 10 + kept, () -> left + " bytes left, fresh " + fresh);
            keyspace.flush(-1, true);
            housekeep(keyspace);
            assertEquals(0, keyspace.allocator().liveBlocks());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30, 3000})
    void memoryGoesBackWhenMostIsDeletedWhileItIsCompacted(int deletionsPerStep) {
        long fresh;
        try (Keyspace keyspace = open(false)) {
            fillStrings(keyspace, STAYING_PART);
            fresh = keyspace.memoryReport().committedBytes();
        }
        try (Keyspace keyspace = open(false)) {
            fillStrings(keyspace, 1);
            List<Integer> gone = new ArrayList<>();
            for (int i = 0; i < STRINGS; i++) {
                if (i % STAYING_PART != 0) {
                    gone.add(i);
                }
            }
            Collections.shuffle(gone, new Random(deletionsPerStep));
            for (int i = 0; i < gone.size(); i++) {
                assertTrue(keyspace.database(0).delete(name("key:", gone.get(i)), true));
                if (i % deletionsPerStep == 0) {
                    keyspace.housekeep(1);
                }
            }
            housekeep(keyspace);
            long left = keyspace.memoryReport().committedBytes();
            long kept = 8 << 20;
            assertTrue(left < fresh * 13 / 10 + kept, () -> left + " bytes left, fresh " + fresh);
        }
    }

    private static void fillStrings(Keyspace keyspace, int part) {
        ByteSlice value = ByteSlice.of("v".repeat(100));
        for (int i = 0; i < STRINGS; i += part) {
            keyspace.database(0).strings().set(name("key:", i), value, -1, false);
        }
    }

    @Test
    void whatOrdersKeysAndMembersShrinksWithThem() {
        long fresh;
        try (Keyspace keyspace = open(true)) {
            fillOrdered(keyspace, STAYING_PART);
            fresh = pagesInUse(keyspace);
        }
        try (Keyspace keyspace = open(true)) {
            fillOrdered(keyspace, 1);
            Database database = keyspace.database(0);
            SortedSetEdit ranks = database.sortedSets().edit(name("ranks", 0));
            for (int i = 0; i < KEYS; i++) {
                if (i % STAYING_PART != 0) {
                    database.delete(name("key:", i), true);
                    ranks.find(name("m", i));
                    ranks.remove();
                }
            }
            housekeep(keyspace);
            long left = pagesInUse(keyspace);
            assertTrue(left < fresh * 13 / 10, () -> left + " bytes left, fresh " + fresh);
        }
    }

    private static long pagesInUse(Keyspace keyspace) {
        return keyspace.allocator().liveBytes() + keyspace.allocator().wastedBytes();
    }

    /** Keys and members whose order in time and by score is another than that of their making. */
    private static void fillOrdered(Keyspace keyspace, int part) {
        Database database = keyspace.database(0);
        SortedSetEdit ranks = database.sortedSets().edit(name("ranks", 0));
        for (int i = 0; i < KEYS; i += part) {
            long shuffled = i * 7919L % KEYS;
            database.strings().set(name("key:", i), name("v", i), 1_000_000 + shuffled, false);
            ranks.find(name("m", i));
            ranks.add((double) shuffled);
        }
    }

    private static void fill(Keyspace keyspace, int part) {
        Database database = keyspace.database(1);
        for (int i = 0; i < KEYS; i += part) {
            long expireAtMillis = i % 3 == 0 ? 1_000_000_000L + i : -1;
            database.strings().set(name("key:", i), value(i), expireAtMillis, false);
        }
        for (int i = 0; i < LONG_VALUES; i += part) {
            database.strings().set(name("long:", i), longValue(i), -1, false);
        }
        for (int i = 0; i < FIELDS; i += part) {
            database.hashes().set(name("big", 0), name("f", i), value(i), -1, false);
        }
        for (int list = 0; list < LISTS; list += part) {
            ListEdit edit = database.lists().edit(name("list:", list));
            for (int i = 0; i < LIST_ELEMENTS; i++) {
                edit.expect(1, value(list + i).length());
                edit.push(value(list + i), false);
            }
        }
        setsAndStreams(database, part);
        SortedSetEdit ranks = database.sortedSets().edit(name("ranks", 0));
        for (int i = 0; i < MEMBERS; i += part) {
            ranks.find(name("m", i));
            ranks.add(-i);
        }
        for (int hash = 0; hash < HASHES; hash++) {
            for (int i = 0; i < FIELDS_EACH; i += part) {
                database.hashes().set(name("hash:", hash), name("f", i), value(i), -1, false);
            }
        }
    }

    /** Sets that are tables and such that are intsets, one big one; streams with a group, and one long one. */
    private static void setsAndStreams(Database database, int part) {
        for (int i = 0; i < MEMBERS; i += part) {
            database.sets().edit(name("members", 0)).add(value(i));
        }
        for (int set = 0; set < SETS; set += part) {
            for (int i = 0; i < SET_MEMBERS; i++) {
                database.sets().edit(name("set:", set)).add(value(set + i));
            }
            for (int i = 0; i < NUMBERS; i++) {
                database.sets().edit(name("numbers:", set)).add(name("", set + i));
            }
        }
        for (int stream = 0; stream < STREAMS; stream += part) {
            append(database, name("stream:", stream), STREAM_ENTRIES);
        }
        append(database, name("events", 0), MEMBERS / part);
    }

    private static void append(Database database, ByteSlice key, int entries) {
        Streams streams = database.streams();
        long stream = streams.create(key);
        StreamGroups groups = streams.groups();
        groups.create(stream, name("group", 0), new StreamId(), 0);
        long group = groups.find(stream, name("group", 0));
        long consumer = groups.createConsumer(group, name("consumer", 0), 1);
        StreamId id = new StreamId();
        for (int i = 1; i <= entries; i++) {
            streams.entries().append(stream, id.set(1, i), new Event(i), 4096, 100);
            if (i % STAYING_PART == 0 && entries - i < STREAM_ENTRIES) {
                streams.pending().add(group, consumer, id, i, 1);
            }
        }
    }

    private record Event(int number) implements FieldSource {
        @Override
        public int fields() {
            return 1;
        }

        @Override
        public ByteSlice text(int index) {
            return index == 0 ? name("field", 0) : value(number);
        }
    }

    private static void deleteMost(Keyspace keyspace) {
        Database database = keyspace.database(1);
        Random random = new Random(1);
        // In two rounds, so that what is deleted first has been compacted already.
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < KEYS; i++) {
                if (i % STAYING_PART != 0 && (round == 1 || random.nextBoolean())) {
                    database.delete(name("key:", i), true);
                }
                if (i < LONG_VALUES && i % STAYING_PART != 0 && round == 1) {
                    database.delete(name("long:", i), true);
                }
                if (i < LISTS && i % STAYING_PART != 0 && round == 1) {
                    database.delete(name("list:", i), true);
                }
                if (i < SETS && i % STAYING_PART != 0 && round == 1) {
                    database.delete(name("set:", i), true);
                    database.delete(name("numbers:", i), true);
                    database.delete(name("stream:", i), true);
                }
                if (i < MEMBERS && i % STAYING_PART != 0 && round == 1) {
                    database.sets().edit(name("members", 0)).remove(value(i));
                }
                if (i < MEMBERS && i % STAYING_PART != 0 && round == 0) {
                    SortedSetEdit ranks = database.sortedSets().edit(name("ranks", 0));
                    ranks.find(name("m", i));
                    ranks.remove();
                }
                if (i < FIELDS && i % STAYING_PART != 0) {
                    database.hashes().delete(name("big", 0), name("f", i));
                }
                if (i < HASHES * FIELDS_EACH && i % STAYING_PART != 0) {
                    database.hashes()
                            .delete(name("hash:", i / FIELDS_EACH), name("f", i % FIELDS_EACH));
                }
            }
            if (round == 0) {
                long events = database.streams().stream(database.findForWrite(name("events", 0)));
                int staying = MEMBERS / STAYING_PART;
                database.streams().entries().trim(events, staying, null, false, 0);
            }
            housekeep(keyspace);
        }
    }

    private static void checkSetsAndStreams(Database database) {
        for (int set = 0; set < SETS; set += STAYING_PART) {
            long members = database.find(name("set:", set));
            assertEquals(SET_MEMBERS, database.sets().size(members));
            long numbers = database.find(name("numbers:", set));
            assertEquals(NUMBERS, database.sets().size(numbers));
            for (int i = 0; i < NUMBERS; i++) {
                assertTrue(database.sets().contains(members, value(set + i)));
                assertTrue(database.sets().contains(numbers, name("", set + i)));
            }
        }
        long members = database.find(name("members", 0));
        for (int i = 0; i < MEMBERS; i++) {
            assertEquals(i % STAYING_PART == 0, database.sets().contains(members, value(i)));
        }
        for (int stream = 0; stream < STREAMS; stream += STAYING_PART) {
            check(database, name("stream:", stream), 1, STREAM_ENTRIES);
        }
        int first = MEMBERS - MEMBERS / STAYING_PART + 1;
        check(database, name("events", 0), first, MEMBERS);
    }

    private static void check(Database database, ByteSlice key, int first, int last) {
        Streams streams = database.streams();
        long stream = streams.stream(database.find(key));
        StreamCursor cursor = streams.cursor();
        cursor.start(stream, new StreamId(), new StreamId().set(1, last), false);
        for (int i = first; i <= last; i++) {
            assertTrue(cursor.next());
            assertEquals(i, cursor.seq());
        }
        assertFalse(cursor.next());
        long group = streams.groups().find(stream, name("group", 0));
        assertEquals(STREAM_ENTRIES / STAYING_PART, streams.pending().count(group));
    }

    private static void check(Keyspace keyspace) {
        Database database = keyspace.database(1);
        for (int i = 0; i < KEYS; i++) {
            long entry = database.find(name("key:", i));
            if (i % STAYING_PART != 0) {
                assertEquals(0, entry);
            } else {
                assertNotEquals(0, entry);
                assertTrue(database.strings().value(entry).equals(value(i)));
                assertEquals(i % 3 == 0 ? 1_000_000_000L + i : -1, database.expireAtMillis(entry));
            }
        }
        for (int i = 0; i < LONG_VALUES; i += STAYING_PART) {
            long entry = database.find(name("long:", i));
            assertTrue(database.strings().value(entry).equals(longValue(i)));
        }
        for (int i = 0; i < FIELDS; i++) {
            assertEquals(
                    i % STAYING_PART == 0,
                    database.hashes().get(database.find(name("big", 0)), name("f", i)));
        }
        for (int list = 0; list < LISTS; list += STAYING_PART) {
            long entry = database.find(name("list:", list));
            assertEquals(LIST_ELEMENTS, database.lists().length(entry));
            ListCursor cursor = database.lists().cursor(entry, 0, true);
            for (int i = 0; i < LIST_ELEMENTS; i++) {
                assertTrue(cursor.next() && cursor.value().equals(value(list + i)));
            }
        }
        checkSetsAndStreams(database);
        long ranks = database.find(name("ranks", 0));
        for (int i = 0; i < MEMBERS; i += STAYING_PART) {
            long rank = (MEMBERS - 1L - i) / STAYING_PART;
            assertEquals(rank, database.sortedSets().rank(ranks, name("m", i)));
            assertEquals(-i, database.sortedSets().score(ranks, name("m", i)));
        }
        for (int hash = 0; hash < HASHES; hash++) {
            long entry = database.find(name("hash:", hash));
            assertEquals(FIELDS_EACH / STAYING_PART, database.hashes().length(entry));
        }
    }

    private static void housekeep(Keyspace keyspace) {
        while (keyspace.housekeep(10)) {
            assertFalse(keyspace.memoryReport().usedBytes() < 0);
        }
        keyspace.purge();
        while (keyspace.housekeep(10)) {
            assertFalse(keyspace.memoryReport().usedBytes() < 0);
        }
    }

    private static Keyspace open(boolean debug) {
        Keyspace keyspace = Keyspace.open(KeyspaceActions.config(debug));
        keyspace.tick(1000);
        return keyspace;
    }

    private static ByteSlice name(String prefix, int number) {
        return ByteSlice.of(prefix + number);
    }

    private static ByteSlice value(int number) {
        return ByteSlice.of("value of " + number + ".".repeat(number % 30));
    }

    private static ByteSlice longValue(int number) {
        return ByteSlice.of(number + "-".repeat(5000));
    }
}
