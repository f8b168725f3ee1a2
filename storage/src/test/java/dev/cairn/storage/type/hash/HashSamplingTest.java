// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random fields are fair, scans miss nothing, and memory that runs out leaves hashes whole. */
class HashSamplingTest {
    private static final ByteSlice KEY = ByteSlice.of("h");
    private static final long NOW_MILLIS = 1_700_000_000_000L;

    private final Keyspace keyspace =
            Keyspace.open(new StorageConfig().reserveBytes(64 << 20).hugePages(false));
    private final Database database = keyspace.database(0);
    private final Hashes hashes = database.hashes();

    @AfterEach
    @AfterTry
    void close() {
        keyspace.close();
    }

    /** Both kinds of hashes, one and several fields at a time, with and without fields that are due. */
    @ParameterizedTest
    @CsvSource({"20, 0", "60, 0", "60, 30", "60, 55"})
    void everyFieldHasTheSameChance(int fields, int due) {
        keyspace.config().hashMaxListpackEntries(20);
        keyspace.tick(NOW_MILLIS);
        for (int i = 0; i < fields; i++) {
            put(i, i < due ? NOW_MILLIS + 1 : -1);
        }
        keyspace.tick(NOW_MILLIS + 2);
        int visible = fields - due;
        for (int count = 1; count < visible; count += Math.max(1, visible / 4)) {
            int rounds = 20_000 / count;
            assertEven(picked(count, rounds), visible, (double) rounds * count / visible);
        }
        Map<String, Integer> single = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            assertTrue(hashes.sampler().pick(database.peek(KEY)));
            single.merge(text(hashes.sampler().field()), 1, Integer::sum);
        }
        assertEven(single, visible, 20_000.0 / visible);
    }

    @Test
    void nothingIsPickedWhereAllAreDue() {
        keyspace.tick(NOW_MILLIS);
        put(1, NOW_MILLIS + 1);
        put(2, NOW_MILLIS + 1);
        keyspace.tick(NOW_MILLIS + 2);
        long entry = database.peek(KEY);
        assertEquals(false, hashes.sampler().pick(entry));
        assertEquals(0, hashes.sampler().pickDifferent(entry, 5, (field, value, at) -> {}));
        assertEquals(2, hashes.length(entry));
    }

    @Property(tries = 60)
    void scanShowsWhatIsThereAllTheTime(@ForAll long seed) {
        Random random = new Random(seed);
        try (Keyspace own =
                Keyspace.open(new StorageConfig().reserveBytes(64 << 20).hugePages(false))) {
            own.config().hashMaxListpackEntries(4);
            Hashes scanned = own.database(0).hashes();
            int stable = random.nextInt(1, 3000);
            for (int i = 0; i < stable; i++) {
                scanned.set(KEY, ByteSlice.of("stable" + i), ByteSlice.of("v"), -1, false);
            }
            Set<String> seen = new HashSet<>();
            long cursor = 0;
            do {
                long entry = own.database(0).find(KEY);
                int count = random.nextInt(1, 50);
                cursor = scanned.scan(entry, cursor, count, (f, v, at) -> seen.add(text(f)));
                // The table grows and shrinks meanwhile.
                for (int i = random.nextInt(200); i > 0; i--) {
                    ByteSlice other = ByteSlice.of("other" + random.nextInt(4000));
                    if (random.nextInt(3) == 0) {
                        scanned.delete(KEY, other);
                    } else {
                        scanned.set(KEY, other, ByteSlice.of("w".repeat(i)), -1, false);
                    }
                }
            } while (cursor != 0);
            for (int i = 0; i < stable; i++) {
                assertTrue(seen.contains("stable" + i), "missed " + i);
            }
        }
    }

    @Test
    void exhaustedMemoryLeavesHashesWhole() {
        Random random = new Random(7);
        long emptyBlocks = keyspace.allocator().liveBlocks();
        ByteSlice megabyte = ByteSlice.of(new byte[1 << 20]);
        fill("fill", megabyte);
        fill("grain", ByteSlice.of(new byte[3000]));
        int refused = 0;
        for (int round = 0; round < 30; round++) {
            database.delete(ByteSlice.of("grain" + random.nextInt(10)), false);
            Map<String, String> model = new HashMap<>();
            database.delete(KEY, false);
            drain();
            for (int i = 0; i < 3000; i++) {
                String field = "f" + random.nextInt(1500);
                String value = "v".repeat(random.nextInt(round < 15 ? 40 : 200));
                long at = random.nextInt(4) == 0 ? NOW_MILLIS : -1;
                try {
                    hashes.set(KEY, ByteSlice.of(field), ByteSlice.of(value), at, false);
                    model.put(field, value);
                } catch (MemoryExhaustedException e) {
                    refused++;
                    break;
                }
            }
            assertEquals(model, contents());
        }
        assertTrue(refused > 5, "memory ran out " + refused + " times");
        keyspace.flush(-1, true);
        drain();
        assertEquals(emptyBlocks, keyspace.allocator().liveBlocks());
    }

    private void fill(String name, ByteSlice value) {
        for (int i = 0; ; i++) {
            try {
                database.strings().setRaw(ByteSlice.of(name + i), value);
            } catch (MemoryExhaustedException e) {
                return;
            }
        }
    }

    private void drain() {
        while (keyspace.housekeep(100)) {
            // Freed in slices.
        }
    }

    private Map<String, String> contents() {
        Map<String, String> contents = new HashMap<>();
        long entry = database.peek(KEY);
        if (entry != 0) {
            HashCursor cursor = hashes.cursor(entry);
            while (cursor.next()) {
                contents.put(text(cursor.field()), text(cursor.value()));
            }
        }
        return contents;
    }

    private void put(int number, long expireAtMillis) {
        ByteSlice field = ByteSlice.of("field" + number);
        hashes.set(KEY, field, ByteSlice.of("value"), expireAtMillis, false);
    }

    private Map<String, Integer> picked(int count, int rounds) {
        Map<String, Integer> picked = new HashMap<>();
        for (int i = 0; i < rounds; i++) {
            long entry = database.peek(KEY);
            hashes.sampler()
                    .pickDifferent(
                            entry, count, (f, v, at) -> picked.merge(text(f), 1, Integer::sum));
        }
        return picked;
    }

    /** Six standard deviations of a binomial count leave room for chance, none for a bias that matters. */
    private static void assertEven(Map<String, Integer> picked, int fields, double mean) {
        assertEquals(fields, picked.size());
        double slack = 6 * Math.sqrt(mean);
        picked.forEach(
                (field, times) ->
                        assertTrue(
                                Math.abs(times - mean) < slack,
                                field + ": " + times + " of " + mean));
    }

    private static String text(StoredBytes bytes) {
        return new String(bytes.toBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
