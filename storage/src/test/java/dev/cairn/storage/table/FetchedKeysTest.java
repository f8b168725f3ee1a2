// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.ByteSlice;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

class FetchedKeysTest {
    /** Two tables of the same names, so that the hint of one would find an entry in the other. */
    private static final class Tables implements AutoCloseable {
        final TableFixture fixture = new TableFixture(true);
        final long[] roots = {fixture.root, fixture.table.create()};
        final List<Map<String, Long>> models = List.of(new TreeMap<>(), new TreeMap<>());

        /** Adds the name, or if it is there removes its entry or puts another in its place. */
        void change(int which, String name, boolean removes) {
            Map<String, Long> model = models.get(which);
            ByteSlice key = ByteSlice.of(name);
            long hash = fixture.table.hash(key);
            Long old = model.get(name);
            if (old == null) {
                model.put(name, fixture.entry(key));
                fixture.table.insert(roots[which], hash, model.get(name));
                return;
            }
            if (removes) {
                model.remove(name);
                fixture.table.remove(roots[which], hash, old);
            } else {
                model.put(name, fixture.entry(key));
                fixture.table.replace(roots[which], hash, old, model.get(name));
            }
            fixture.allocator.free(old);
        }

        void check(int which, ByteSlice key) {
            long hash = fixture.table.hash(key);
            long expected = models.get(which).getOrDefault(key.toLatin1(), 0L);
            assertEquals(expected, fixture.table.find(roots[which], hash, key));
        }

        void findAllOf(int which) {
            long[] others = new long[FetchedKeys.MOST];
            long[] hashes = new long[FetchedKeys.MOST];
            long[] found = new long[FetchedKeys.MOST];
            int count = 0;
            for (long entry : models.get(which).values()) {
                if (count < others.length) {
                    others[count] = entry;
                    hashes[count++] = fixture.table.hashOf(entry);
                }
            }
            fixture.table.findAll(roots[1 - which], others, hashes, count, found);
            for (int i = 0; i < count; i++) {
                String name = fixture.key(others[i]);
                assertEquals(models.get(1 - which).getOrDefault(name, 0L), found[i], name);
            }
        }

        @Override
        public void close() {
            fixture.close();
        }
    }

    @Property(tries = 60)
    void whateverHappensAfterKeysWereFetchedEachIsFoundAsItIs(@ForAll long seed) {
        Random random = new Random(seed);
        try (Tables tables = new Tables()) {
            int names = 1 << (3 + random.nextInt(9));
            ByteSlice[] keys = new ByteSlice[FetchedKeys.MOST + 6];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ByteSlice.of(name(random, names));
            }
            for (int round = 0; round < 300; round++) {
                // Keys of earlier rounds keep the places that they had.
                int count = 1 + random.nextInt(random.nextBoolean() ? 8 : keys.length);
                for (int i = 0; i < count; i++) {
                    keys[i] = ByteSlice.of(name(random, names));
                }
                tables.fixture.table.prefetch(tables.roots[random.nextInt(2)], keys, count);
                boolean removes = random.nextInt(3) > 0;
                for (int i = random.nextInt(4) * random.nextInt(40); i > 0; i--) {
                    tables.change(random.nextInt(2), name(random, names), removes);
                    tables.check(random.nextInt(2), keys[random.nextInt(keys.length)]);
                }
                if (random.nextInt(10) == 0) {
                    tables.findAllOf(random.nextInt(2));
                }
                for (ByteSlice key : keys) {
                    tables.check(random.nextInt(2), key);
                }
            }
        }
    }

    @Test
    void nearlyEveryFetchedKeyIsFoundWithoutItsHash() {
        try (Tables tables = new Tables()) {
            ByteSlice[] keys = new ByteSlice[FetchedKeys.MOST];
            for (int i = 0; i < 5000; i++) {
                tables.change(0, "key:" + i, false);
            }
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ByteSlice.of("key:" + i);
            }
            SwissTable table = tables.fixture.table;
            table.prefetch(tables.roots[0], keys, keys.length);
            int found = 0;
            for (ByteSlice key : keys) {
                // A lookup that begins where the reference was found has no use for the hash.
                long wrong = ~table.hash(key);
                found += table.find(tables.roots[0], wrong, key) != 0 ? 1 : 0;
            }
            // The others stand behind an entry of the same tag.
            assertTrue(found >= 58, "found of 64: " + found);
        }
    }

    @Test
    void keysBeyondTheMostHaveNoPlace() {
        try (Tables tables = new Tables()) {
            List<ByteSlice> keys = new ArrayList<>();
            for (int i = 0; i <= FetchedKeys.MOST; i++) {
                tables.change(0, "key:" + i, false);
                keys.add(ByteSlice.of("key:" + i));
            }
            ByteSlice[] all = keys.toArray(ByteSlice[]::new);
            tables.fixture.table.prefetch(tables.roots[0], all, all.length);
            assertEquals(FetchedKeys.MOST, all[FetchedKeys.MOST - 1].knownPlace());
            assertEquals(0, all[FetchedKeys.MOST].knownPlace());
            keys.forEach(key -> tables.check(0, key));
        }
    }

    private static String name(Random random, int names) {
        return "key:" + random.nextInt(names);
    }
}
