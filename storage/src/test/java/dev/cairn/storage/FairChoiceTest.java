// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.set.SetEdit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything that is chosen at random has the same chance, in each encoding and also where most of what was there has been
 * removed: chi-squared over counts. Seeds are fixed, so each run draws the same.
 */
class FairChoiceTest {
    private static final ByteSlice KEY = ByteSlice.of("key");

    /** Elements put in, of which two thirds are removed again. */
    private static final int SMALL = 60;

    private static final int BIG = 3000;
    private static final int DRAWS_EACH = 60;

    private static Keyspace open(boolean packed) {
        int entries = packed ? 128 : 0;
        return Keyspace.open(
                new StorageConfig()
                        .debugMemory(true)
                        .reserveBytes(1L << 30)
                        .randomSeed(20261121)
                        .setMaxIntsetEntries(packed ? 512 : 0)
                        .setMaxListpackEntries(entries)
                        .hashMaxListpackEntries(entries)
                        .zsetMaxListpackEntries(entries));
    }

    private static boolean stays(int number) {
        return number % 3 == 1;
    }

    @ParameterizedTest
    @CsvSource({"INTSET, 60", "LISTPACK, 60", "HASHTABLE, 60", "HASHTABLE, 3000"})
    void membersOfASet(Encoding encoding, int count) {
        try (Keyspace keyspace = open(encoding != Encoding.HASHTABLE)) {
            Database database = keyspace.database(0);
            String prefix = encoding == Encoding.INTSET ? "" : "m";
            for (int i = 0; i < count; i++) {
                database.sets().edit(KEY).add(ByteSlice.of(prefix + i));
            }
            for (int i = 0; i < count; i++) {
                if (!stays(i)) {
                    database.sets().edit(KEY).remove(ByteSlice.of(prefix + i));
                }
            }
            long entry = database.peek(KEY);
            assertEquals(encoding, database.encoding(entry));
            var sampler = database.sets().sampler();
            assertFair(
                    count / 3,
                    1,
                    chosen -> {
                        sampler.pick(entry);
                        chosen.accept(sampler.member().toString());
                    });
            for (int many : several(count / 3)) {
                assertFair(
                        count / 3,
                        many,
                        chosen ->
                                sampler.pickDifferent(
                                        entry, many, member -> chosen.accept(member.toString())));
            }
            for (int many : several(count / 3)) {
                assertFair(count / 3, many, chosen -> popAndPutBack(database, many, chosen));
            }
            assertFair(
                    count / 3,
                    1,
                    chosen -> {
                        ByteSlice popped = database.sets().edit(KEY).pop();
                        chosen.accept(popped.toLatin1());
                        database.sets().edit(KEY).add(popped);
                    });
        }
    }

    private static void popAndPutBack(Database database, int many, Consumer<String> chosen) {
        List<String> popped = new ArrayList<>();
        SetEdit edit = database.sets().edit(KEY);
        if (many < database.sets().size(edit.entry())) {
            edit.expectPops(many);
        }
        for (int i = 0; i < many; i++) {
            popped.add(edit.pop().toLatin1());
        }
        for (String member : popped) {
            chosen.accept(member);
            assertTrue(database.sets().edit(KEY).add(ByteSlice.of(member)));
        }
    }

    @ParameterizedTest
    @CsvSource({"LISTPACK, 60", "HASHTABLE, 60", "HASHTABLE, 3000"})
    void fieldsOfAHash(Encoding encoding, int count) {
        try (Keyspace keyspace = open(encoding == Encoding.LISTPACK)) {
            Database database = keyspace.database(0);
            for (int i = 0; i < count; i++) {
                database.hashes()
                        .edit(KEY)
                        .put(ByteSlice.of("f" + i), ByteSlice.of("v"), -1, false);
            }
            for (int i = 0; i < count; i++) {
                if (!stays(i)) {
                    database.hashes().edit(KEY).remove(ByteSlice.of("f" + i));
                }
            }
            long entry = database.peek(KEY);
            assertEquals(encoding, database.encoding(entry));
            var sampler = database.hashes().sampler();
            assertFair(
                    count / 3,
                    1,
                    chosen -> {
                        assertTrue(sampler.pick(entry));
                        chosen.accept(sampler.field().toString());
                    });
            for (int many : several(count / 3)) {
                assertFair(
                        count / 3,
                        many,
                        chosen ->
                                sampler.pickDifferent(
                                        entry,
                                        many,
                                        (field, value, at) -> chosen.accept(field.toString())));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"LISTPACK, 60", "SKIPLIST, 60", "SKIPLIST, 3000"})
    void membersOfASortedSet(Encoding encoding, int count) {
        try (Keyspace keyspace = open(encoding == Encoding.LISTPACK)) {
            Database database = keyspace.database(0);
            for (int i = 0; i < count; i++) {
                var edit = database.sortedSets().edit(KEY);
                edit.find(ByteSlice.of("m" + i));
                edit.add(i % 7);
            }
            for (int i = 0; i < count; i++) {
                if (!stays(i)) {
                    var edit = database.sortedSets().edit(KEY);
                    edit.find(ByteSlice.of("m" + i));
                    edit.remove();
                }
            }
            long entry = database.peek(KEY);
            assertEquals(encoding, database.encoding(entry));
            var sampler = database.sortedSets().sampler();
            assertFair(
                    count / 3,
                    1,
                    chosen -> {
                        sampler.pick(entry);
                        chosen.accept(sampler.member().toString());
                    });
            for (int many : several(count / 3)) {
                assertFair(
                        count / 3,
                        many,
                        chosen ->
                                sampler.pickDifferent(
                                        entry,
                                        many,
                                        (member, score) -> chosen.accept(member.toString())));
            }
        }
    }

    @Test
    void keysOfADatabase() {
        for (int count : new int[] {SMALL, BIG}) {
            try (Keyspace keyspace = open(true)) {
                Database database = keyspace.database(0);
                for (int i = 0; i < count; i++) {
                    database.sets().edit(ByteSlice.of("k" + i)).add(KEY);
                }
                for (int i = 0; i < count; i++) {
                    if (!stays(i)) {
                        database.delete(ByteSlice.of("k" + i), false);
                    }
                }
                StoredBytes key = new StoredBytes();
                assertFair(
                        count / 3,
                        1,
                        chosen -> {
                            assertTrue(database.randomKey(key));
                            chosen.accept(key.toString());
                        });
            }
        }
    }

    /** Few, which are drawn one by one, and most, which are met on a walk. */
    private static int[] several(int size) {
        return new int[] {2, Math.max(2, size / 20), size / 2, size - 1};
    }

    private static void assertFair(int size, int perRound, Consumer<Consumer<String>> round) {
        Map<String, Integer> seen = new HashMap<>();
        int rounds = size * DRAWS_EACH / perRound;
        for (int i = 0; i < rounds; i++) {
            Set<String> inRound = new HashSet<>();
            round.accept(
                    chosen -> {
                        inRound.add(chosen);
                        seen.merge(chosen, 1, Integer::sum);
                    });
            assertEquals(perRound, inRound.size(), "different ones");
        }
        assertEquals(size, seen.size(), "some are never chosen");
        double expected = (double) rounds * perRound / size;
        double chiSquared = 0;
        for (int times : seen.values()) {
            chiSquared += (times - expected) * (times - expected) / expected;
        }
        // Mean and six standard deviations of the distribution with this many degrees of freedom.
        double limit = size - 1 + 6 * Math.sqrt(2.0 * (size - 1));
        assertTrue(
                chiSquared < limit,
                perRound + " of " + size + ": " + chiSquared + " is above " + limit);
    }
}
