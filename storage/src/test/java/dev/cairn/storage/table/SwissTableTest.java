// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.time.RandomSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

class SwissTableTest {
    @Property(tries = 25)
    void behavesAsASetOfKeys(@ForAll long seed) {
        Random random = new Random(seed);
        try (TableFixture fixture = new TableFixture(true)) {
            Set<String> model = new HashSet<>();
            int range = 1 << (4 + random.nextInt(11));
            int insertPercent = 50;
            for (int i = 0; i < 30_000; i++) {
                if (i % 5000 == 0) {
                    insertPercent = 10 + random.nextInt(80);
                }
                String key = "key:" + random.nextInt(range);
                boolean present = model.contains(key);
                assertEquals(present, fixture.find(key) != 0, key);
                if (present && random.nextInt(10) == 0) {
                    fixture.move(key);
                } else if (random.nextInt(100) < insertPercent) {
                    if (!present) {
                        fixture.insert(key);
                        model.add(key);
                    }
                } else if (present) {
                    fixture.remove(key);
                    model.remove(key);
                }
                assertEquals(model.size(), fixture.table.count(fixture.root));
            }
            assertEquals(model, walked(fixture));
            model.forEach(fixture::remove);
            assertEquals(1, fixture.allocator.liveBlocks(), "only the root is left");
            assertEquals(fixture.allocator.footprint(fixture.root), fixture.table.structureBytes());
        }
    }

    @Property(tries = 15)
    void aTableMadeForManyIsLikeOneThatGrew(@ForAll long seed) {
        Random random = new Random(seed);
        try (TableFixture fixture = new TableFixture(true)) {
            int expected = 1 << (10 + random.nextInt(6));
            fixture.table.presize(fixture.root, expected);
            long presized = fixture.table.structureBytes();
            // Fewer than announced, about as many, or more.
            int count = expected / 4 + random.nextInt(expected);
            Set<String> model = new HashSet<>();
            for (int i = 0; i < count; i++) {
                fixture.insert("key:" + i);
                model.add("key:" + i);
            }
            assertTrue(presized < 12L * expected, "announced " + expected + ": " + presized);
            if (expected > 4096 && count <= expected) {
                assertEquals(presized, fixture.table.structureBytes(), "nothing is placed twice");
            }
            fixture.table.presize(fixture.root, 100L * expected);
            assertEquals(model, walked(fixture));
            assertEquals(count, fixture.table.count(fixture.root));
            model.forEach(fixture::remove);
            assertEquals(0, fixture.table.count(fixture.root));
            assertEquals(1, fixture.allocator.liveBlocks(), "only the root is left");
            assertEquals(fixture.allocator.footprint(fixture.root), fixture.table.structureBytes());
        }
    }

    @Test
    void aTableThatFindsNoMemoryForManyStaysAsItIs() {
        try (Memory memory = Memory.reserve(1 << 20, false)) {
            Allocator allocator = new Allocator(memory, 8, true);
            SwissTable table = new SwissTable(memory, allocator, new KeyedHash(1, 2), 3);
            long root = table.create();
            table.presize(root, Long.MAX_VALUE);
            assertEquals(1, allocator.liveBlocks(), "only the root is there");
            assertEquals(allocator.footprint(root), table.structureBytes());
        }
    }

    @Property(tries = 15)
    void aTableThatIsExpectedToGrowIsLikeOneThatGrew(@ForAll long seed) {
        Random random = new Random(seed);
        try (TableFixture fixture = new TableFixture(true)) {
            Set<String> model = new HashSet<>();
            fixture.table.growInLeaps(true);
            int most = 1 << (10 + random.nextInt(7));
            for (int i = 0; model.size() < most; i++) {
                fixture.insert("key:" + i);
                model.add("key:" + i);
                if (random.nextInt(8) == 0) {
                    String some = "key:" + random.nextInt(i + 1);
                    if (model.remove(some)) {
                        fixture.remove(some);
                    }
                }
                if (random.nextInt(1000) == 0) {
                    // Any guess, right or wrong.
                    fixture.table.expect(
                            fixture.root, (long) model.size() * random.nextInt(1, 100));
                }
            }
            assertEquals(model, walked(fixture));
            fixture.table.growInLeaps(false);
            fixture.table.trim(fixture.root);
            long bytes = fixture.table.structureBytes();
            assertTrue(bytes < 18L * most + 1024, most + " entries in " + bytes + " bytes");
            assertEquals(model, walked(fixture));
            model.forEach(fixture::remove);
            assertEquals(1, fixture.allocator.liveBlocks(), "only the root is left");
            assertEquals(fixture.allocator.footprint(fixture.root), fixture.table.structureBytes());
        }
    }

    @Test
    void anExpectedTableGrowsToItsSizeInFewSteps() {
        assertTrue(placedAnew(0) > 3 * placedAnew(400_000), "growth takes as many steps as ever");
    }

    @Test
    void aGuessThatIsFarOffTakesLittleMemory() {
        try (TableFixture fixture = new TableFixture(false, 32L << 30)) {
            fixture.table.growInLeaps(true);
            for (int i = 0; i < 1_700_000; i++) {
                if (i == 1_200_000) {
                    fixture.table.expect(fixture.root, Long.MAX_VALUE / 32);
                }
                fixture.insert("key:" + i);
            }
            long bytes = fixture.table.structureBytes();
            assertTrue(bytes < 80 << 20, bytes + " bytes for 1.7 million entries");
        }
    }

    /** How often structures were made while a table grew that was expected to have so many entries. */
    private static int placedAnew(long expected) {
        try (TableFixture fixture = new TableFixture(false)) {
            fixture.table.growInLeaps(true);
            fixture.table.expect(fixture.root, expected);
            int steps = 0;
            long bytes = 0;
            for (int i = 0; i < 400_000; i++) {
                fixture.insert("key:" + i);
                if (fixture.table.structureBytes() != bytes) {
                    bytes = fixture.table.structureBytes();
                    steps++;
                }
            }
            return steps;
        }
    }

    @Test
    void aTableThatFindsNoMemoryToLeapSplitsAsEver() {
        try (TableFixture fixture = new TableFixture(false, 64L << 20)) {
            fixture.table.growInLeaps(true);
            fixture.table.expect(fixture.root, Long.MAX_VALUE / 32);
            int i = 0;
            while (i < 2_000) {
                fixture.insert("key:" + i++);
            }
            List<Long> entries = fill(fixture.allocator, 32, 2_000);
            List<Long> segments =
                    fill(fixture.allocator, SegmentLayout.bytes(255), Integer.MAX_VALUE);
            // Room for many entries and a split in two, in slabs that stay what they are.
            for (int block = 0; block < entries.size(); block += 2) {
                fixture.allocator.free(entries.get(block));
            }
            for (int block = 0; block < 12; block += 2) {
                fixture.allocator.free(segments.get(block));
            }
            long before = fixture.table.structureBytes();
            while (i < 3_000) {
                fixture.insert("key:" + i++);
            }
            assertTrue(fixture.table.structureBytes() > before, "the table has split");
            for (int key = 0; key < i; key++) {
                assertNotEquals(0, fixture.find("key:" + key));
            }
            assertEquals(i, walked(fixture).size());
        }
    }

    private static List<Long> fill(Allocator allocator, long bytes, int most) {
        List<Long> taken = new ArrayList<>();
        try {
            while (taken.size() < most) {
                taken.add(allocator.allocate(bytes));
            }
        } catch (MemoryExhaustedException e) {
            return taken;
        }
        return taken;
    }

    @Property(tries = 40)
    void aWalkInHashOrderMissesNothingThatIsThereAllTheTime(@ForAll long seed) {
        Random random = new Random(seed);
        try (TableFixture fixture = new TableFixture(true)) {
            int stay = 1 << random.nextInt(13);
            for (int i = 0; i < stay; i++) {
                fixture.insert("stay:" + i);
            }
            Set<String> others = new HashSet<>();
            Map<String, Integer> seen = new HashMap<>();
            HashWalk walk = new HashWalk(fixture.table);
            long position = 0;
            boolean growing = random.nextBoolean();
            do {
                long next = walk.step(fixture.root, position);
                for (int i = 0; i < walk.count(); i++) {
                    long hash = fixture.table.hashOf(walk.entry(i));
                    assertTrue(Long.compareUnsigned(hash, position) >= 0);
                    assertTrue(next == 0 || Long.compareUnsigned(hash, next) < 0);
                    seen.merge(fixture.key(walk.entry(i)), 1, Integer::sum);
                }
                assertTrue(next == 0 || Long.compareUnsigned(next, position) > 0);
                position = next;
                growing ^= random.nextInt(20) == 0;
                churn(fixture, others, random, growing ? 85 : 15);
            } while (position != 0);
            for (int i = 0; i < stay; i++) {
                assertEquals(1, seen.get("stay:" + i), "stay:" + i);
            }
        }
    }

    @Test
    void everyEntryHasTheSameChanceToBeDrawn() {
        try (TableFixture fixture = new TableFixture(false)) {
            // Between two doublings, so that segments of two depths stand side by side.
            int keys = 6000;
            for (int i = 0; i < keys; i++) {
                fixture.insert("key:" + i);
            }
            RandomSource random = new RandomSource(5);
            Map<Long, Integer> drawn = new HashMap<>();
            int draws = 50 * keys;
            for (int i = 0; i < draws; i++) {
                drawn.merge(fixture.table.random(fixture.root, random), 1, Integer::sum);
            }
            double chiSquare = 0;
            for (int count : drawn.values()) {
                chiSquare += (count - 50.0) * (count - 50.0) / 50.0;
            }
            chiSquare += 50.0 * (keys - drawn.size());
            // Of the distribution with keys - 1 degrees of freedom, six standard deviations.
            double bound = keys + 6 * Math.sqrt(2.0 * keys);
            assertTrue(chiSquare < bound, "chi square " + chiSquare + ", bound " + bound);
        }
    }

    @Test
    void keysThatCollideUnderOneSecretDoNotUnderAnother() {
        KeyedHash known = new KeyedHash(3, 4);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; chosen.size() < 500; i++) {
            // Found by trying, these share all the bits that choose segment and group in a table of
            // their size.
            if (known.hash(ByteSlice.of("key:" + i)) >>> 54 == 0) {
                chosen.add("key:" + i);
            }
        }
        try (TableFixture fixture = new TableFixture(true)) {
            chosen.forEach(fixture::insert);
            Set<Long> homes = new HashSet<>();
            for (String key : chosen) {
                assertNotEquals(0, fixture.find(key));
                homes.add(fixture.table.hash(ByteSlice.of(key)) >>> 54);
            }
            assertTrue(homes.size() > 350, "only " + homes.size() + " different homes");
        }
    }

    @Test
    void aTableTakesKeysThatCollideAsLongAsASegmentHoldsThem() {
        try (TableFixture fixture = new TableFixture(true)) {
            List<String> chosen = new ArrayList<>();
            for (int i = 0; chosen.size() < 1200; i++) {
                if (fixture.table.hash(ByteSlice.of("key:" + i)) >>> 53 == 7) {
                    chosen.add("key:" + i);
                }
            }
            chosen.forEach(fixture::insert);
            for (String key : chosen) {
                assertNotEquals(0, fixture.find(key));
            }
            assertEquals(new HashSet<>(chosen), walked(fixture));
            chosen.forEach(fixture::remove);
            assertEquals(1, fixture.allocator.liveBlocks());
        }
    }

    @Test
    void aDrainFreesEverything() {
        try (TableFixture fixture = new TableFixture(true)) {
            for (int i = 0; i < 20_000; i++) {
                fixture.insert("key:" + i);
            }
            TableDrain drain = new TableDrain(fixture.table);
            drain.start(fixture.root);
            while (drain.step(fixture.allocator::free)) {
                assertTrue(drain.isActive());
            }
            assertEquals(0, fixture.allocator.liveBlocks());
            assertEquals(0, fixture.table.structureBytes());
        }
    }

    private static void churn(
            TableFixture fixture, Set<String> others, Random random, int insertPercent) {
        for (int i = 0; i < 20; i++) {
            if (random.nextInt(100) < insertPercent) {
                String key = "other:" + random.nextInt(100_000);
                if (others.add(key)) {
                    fixture.insert(key);
                }
            } else if (!others.isEmpty()) {
                String key = others.iterator().next();
                others.remove(key);
                fixture.remove(key);
            }
        }
    }

    private static Set<String> walked(TableFixture fixture) {
        Set<String> keys = new HashSet<>();
        TableCursor cursor = new TableCursor(fixture.table).start(fixture.root);
        for (long entry = cursor.next(); entry != 0; entry = cursor.next()) {
            assertTrue(keys.add(fixture.key(entry)), "met twice");
        }
        return keys;
    }
}
