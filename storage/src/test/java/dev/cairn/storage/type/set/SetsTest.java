// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.memory.ByteSlice;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/** Sets in each encoding against a model, and the fairness of every draw. */
class SetsTest {
    private static final ByteSlice KEY = ByteSlice.of("set");

    /** What a chi-squared of 39 degrees of freedom exceeds once in a million draws. */
    private static final double LIMIT = 95;

    private static final int MEMBERS = 40;
    private static final int ROUNDS = 8000;

    private static Keyspace open(int intset, int listpack, long seed) {
        return Keyspace.open(
                new StorageConfig()
                        .debugMemory(true)
                        .reserveBytes(1L << 30)
                        .randomSeed(seed)
                        .setMaxIntsetEntries(intset)
                        .setMaxListpackEntries(listpack)
                        .setMaxListpackValue(20));
    }

    @Property(tries = 40)
    void behavesAsASet(@ForAll long seed) {
        Random random = new Random(seed);
        try (Keyspace keyspace = open(random.nextInt(40), random.nextInt(40), seed)) {
            Database database = keyspace.database(0);
            Sets sets = database.sets();
            Set<String> model = new TreeSet<>();
            for (int i = 0; i < 1500; i++) {
                String member = member(random);
                SetEdit edit = sets.edit(KEY);
                switch (random.nextInt(i % 300 < 150 ? 3 : 5)) {
                    case 0, 1 ->
                            assertEquals(
                                    model.add(member), edit.expect(1).add(ByteSlice.of(member)));
                    case 2 ->
                            assertEquals(
                                    edit.entry() != 0
                                            && sets.contains(edit.entry(), ByteSlice.of(member)),
                                    model.contains(member));
                    case 3 -> assertEquals(model.remove(member), edit.remove(ByteSlice.of(member)));
                    default -> {
                        if (edit.entry() != 0) {
                            assertTrue(model.remove(edit.pop().toLatin1()));
                        }
                    }
                }
                if (i % 50 == 0) {
                    assertEquals(model, members(database));
                }
            }
        }
    }

    private static String member(Random random) {
        return switch (random.nextInt(60)) {
            case 0 -> "long".repeat(6);
            case 1, 2 -> "m" + random.nextInt(50);
            case 3 -> "" + random.nextInt();
            case 4 -> "" + random.nextLong();
            default -> "" + random.nextInt(60);
        };
    }

    private static Set<String> members(Database database) {
        Set<String> members = new TreeSet<>();
        long entry = database.peek(KEY);
        if (entry != 0) {
            SetCursor cursor = database.sets().cursor(entry);
            while (cursor.next()) {
                assertTrue(members.add(cursor.member().toString()), "a member twice");
            }
            assertEquals(members.size(), database.sets().size(entry));
            Set<String> scanned = new HashSet<>();
            long at = 0;
            do {
                at = database.sets().scan(entry, at, 3, member -> scanned.add(member.toString()));
            } while (at != 0);
            assertEquals(members, scanned);
        }
        return members;
    }

    @ParameterizedTest
    @EnumSource(names = {"INTSET", "LISTPACK", "HASHTABLE"})
    void everyMemberIsDrawnAsOftenAsAnother(Encoding encoding) {
        try (Keyspace keyspace = filled(encoding)) {
            Database database = keyspace.database(0);
            Sets sets = database.sets();
            long entry = database.peek(KEY);
            assertEquals(encoding, database.encoding(entry));
            assertFair(
                    1,
                    draws -> {
                        sets.sampler().pick(entry);
                        draws.accept(Integer.parseInt(sets.sampler().member().toString()));
                    });
            for (int count : new int[] {1, 3, 20, 39}) {
                assertFair(
                        count,
                        draws ->
                                sets.sampler()
                                        .pickDifferent(
                                                entry,
                                                count,
                                                member ->
                                                        draws.accept(
                                                                Integer.parseInt(
                                                                        member.toString()))));
            }
            assertFair(
                    1,
                    draws -> {
                        ByteSlice popped = sets.edit(KEY).pop();
                        draws.accept(Integer.parseInt(popped.toLatin1()));
                        sets.edit(KEY).add(popped);
                    });
        }
    }

    private static Keyspace filled(Encoding encoding) {
        boolean numbers = encoding == Encoding.INTSET;
        Keyspace keyspace = open(numbers ? 512 : 0, encoding == Encoding.LISTPACK ? 128 : 0, 4711);
        SetEdit edit = keyspace.database(0).sets().edit(KEY);
        for (int i = 0; i < MEMBERS; i++) {
            edit.add(ByteSlice.of("" + i));
        }
        return keyspace;
    }

    private interface Draw {
        void draw(IntConsumer draws);
    }

    private static void assertFair(int perRound, Draw draw) {
        int[] seen = new int[MEMBERS];
        Map<Integer, Integer> inRound = new HashMap<>();
        for (int i = 0; i < ROUNDS; i++) {
            inRound.clear();
            draw.draw(
                    member -> {
                        seen[member]++;
                        inRound.merge(member, 1, Integer::sum);
                    });
            assertEquals(perRound, inRound.size(), "different members");
        }
        double expected = (double) ROUNDS * perRound / MEMBERS;
        double chiSquared = 0;
        for (int count : seen) {
            chiSquared += (count - expected) * (count - expected) / expected;
        }
        assertTrue(chiSquared < LIMIT, perRound + " at once: " + chiSquared);
        assertFalse(perRound == 1 && chiSquared < 8, "too even to be chance: " + chiSquared);
    }
}
