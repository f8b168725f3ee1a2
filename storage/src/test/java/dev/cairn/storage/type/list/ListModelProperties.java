// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.snapshot.Snapshot;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Lists behave like Java's, whatever is done to them and however memory ends; snapshots are single moments; nothing leaks. */
class ListModelProperties {
    private static final List<String> KEYS = List.of("a", "b", "c");
    private static final int[] SIZES = {-5, -2, -1, -1, 0, 1, 2, 5, 40, 500};

    private final Map<String, List<String>> model = new HashMap<>();
    private Keyspace keyspace;
    private Database database;
    private Random random;
    private Snapshot snapshot;
    private ListImages images;
    private Map<String, List<String>> expected;
    private int refused;

    @Property(tries = 60)
    void equalTheModel(@ForAll long seed) {
        run(seed, 256 << 20, 1500);
        assertEquals(0, refused);
    }

    @Property(tries = 25)
    void exhaustedMemoryRefuses(@ForAll long seed) {
        run(seed, 1 << 20, 1500);
    }

    private void run(long seed, long reserve, int steps) {
        random = new Random(seed);
        model.clear();
        snapshot = null;
        refused = 0;
        StorageConfig config = new StorageConfig();
        config.reserveBytes(reserve).hugePages(false).debugMemory(random.nextInt(3) > 0);
        config.databases(1).listMaxListpackSize(SIZES[random.nextInt(SIZES.length)]);
        try (Keyspace opened = Keyspace.open(config)) {
            keyspace = opened;
            keyspace.tick(1000);
            database = keyspace.database(0);
            long emptyBlocks = keyspace.allocator().liveBlocks();
            for (int i = 0; i < steps; i++) {
                String key = KEYS.get(random.nextInt(KEYS.size()));
                try {
                    step(key);
                } catch (MemoryExhaustedException e) {
                    refused++;
                    takeOver();
                }
                walk(3);
            }
            KEYS.forEach(this::check);
            while (snapshot != null) {
                walk(100);
            }
            keyspace.flush(-1, random.nextBoolean());
            while (keyspace.housekeep(100)) {
                // Freed in slices.
            }
            assertEquals(emptyBlocks, keyspace.allocator().liveBlocks());
            assertEquals(0, keyspace.memoryReport().heldBytes());
        }
    }

    private void step(String key) {
        switch (random.nextInt(24)) {
            case 0, 1 -> removeEnds(key);
            case 2, 3 -> set(key);
            case 4, 5, 6 -> insert(key);
            case 7 -> removeEqual(key);
            case 8, 9 -> move(key, KEYS.get(random.nextInt(KEYS.size())));
            case 10 -> copy(key, KEYS.get(random.nextInt(KEYS.size())));
            case 11 -> {
                if (random.nextInt(5) == 0) {
                    assertEquals(model.remove(key) != null, database.delete(slice(key), true));
                }
            }
            case 12 -> begin();
            case 13 -> check(key);
            case 14 -> keyspace.housekeep(10);
            case 15 -> {
                if (random.nextInt(20) == 0) {
                    keyspace.config().listMaxListpackSize(SIZES[random.nextInt(SIZES.length)]);
                }
            }
            default -> push(key);
        }
    }

    private void push(String key) {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(20) == 0 ? 60 : 1 + random.nextInt(3); i > 0; i--) {
            texts.add(text());
        }
        boolean head = random.nextBoolean();
        ListEdit edit = database.lists().edit(slice(key));
        edit.expect(texts.size(), texts.stream().mapToInt(String::length).sum());
        for (String text : texts) {
            edit.push(slice(text), head);
            List<String> list = model.computeIfAbsent(key, k -> new ArrayList<>());
            list.add(head ? 0 : list.size(), text);
        }
        assertEquals(model.get(key).size(), edit.length());
    }

    private void removeEnds(String key) {
        List<String> list = model.get(key);
        if (list != null) {
            boolean head = random.nextBoolean();
            int count = random.nextInt(4) == 0 ? random.nextInt(list.size() + 1) : 1;
            ListEdit edit = database.lists().edit(slice(key));
            assertEquals(head ? list.getFirst() : list.getLast(), edit.end(head).toString());
            edit.removeEnds(head, count);
            edit.settle();
            (head ? list.subList(0, count) : list.subList(list.size() - count, list.size()))
                    .clear();
            forgetEmpty(key);
        }
    }

    private void set(String key) {
        List<String> list = model.get(key);
        if (list != null) {
            int index = random.nextInt(list.size());
            String text = text();
            ListEdit edit = database.lists().edit(slice(key));
            edit.expect(1, text.length());
            edit.set(index, slice(text));
            edit.settle();
            list.set(index, text);
        }
    }

    private void insert(String key) {
        List<String> list = model.get(key);
        if (list != null) {
            String pivot = random.nextInt(10) == 0 ? text() : list.get(random.nextInt(list.size()));
            String text = text();
            boolean before = random.nextBoolean();
            ListEdit edit = database.lists().edit(slice(key));
            edit.expect(1, text.length());
            int place = list.indexOf(pivot);
            assertEquals(place >= 0, edit.insert(slice(pivot), slice(text), before));
            if (place >= 0) {
                list.add(before ? place : place + 1, text);
            }
        }
    }

    private void removeEqual(String key) {
        List<String> list = model.get(key);
        if (list != null) {
            String text = list.get(random.nextInt(list.size()));
            int most = 1 + random.nextInt(5);
            boolean fromHead = random.nextBoolean();
            ListEdit edit = database.lists().edit(slice(key));
            long removed = edit.removeEqual(slice(text), most, fromHead);
            edit.settle();
            if (!fromHead) {
                Collections.reverse(list);
            }
            int gone = 0;
            while (gone < most && list.remove(text)) {
                gone++;
            }
            if (!fromHead) {
                Collections.reverse(list);
            }
            assertEquals(gone, removed);
            forgetEmpty(key);
        }
    }

    private void move(String from, String to) {
        List<String> list = model.get(from);
        if (list != null) {
            boolean fromHead = random.nextBoolean();
            boolean toHead = random.nextBoolean();
            ListEdit edit = database.lists().edit(slice(from));
            ByteSlice moved =
                    from.equals(to)
                            ? edit.rotate(fromHead, toHead)
                            : edit.moveEnd(fromHead, database.lists().target(slice(to)), toHead);
            String text = fromHead ? list.removeFirst() : list.removeLast();
            assertEquals(text, moved.toString());
            List<String> other = model.computeIfAbsent(to, k -> new ArrayList<>());
            other.add(toHead ? 0 : other.size(), text);
            forgetEmpty(from);
        }
    }

    private void copy(String from, String to) {
        if (!from.equals(to) && random.nextInt(4) == 0) {
            boolean copied = database.copy(slice(from), database, slice(to));
            assertEquals(model.containsKey(from), copied);
            if (copied) {
                model.put(to, new ArrayList<>(model.get(from)));
            }
        }
    }

    private void begin() {
        if (snapshot == null && random.nextInt(6) == 0) {
            expected = new TreeMap<>();
            model.forEach((key, list) -> expected.put(key, List.copyOf(list)));
            images = new ListImages();
            snapshot = keyspace.beginSnapshot(images);
        }
    }

    private void walk(int steps) {
        if (snapshot != null && random.nextInt(300) == 0) {
            snapshot.cancel();
            snapshot = null;
        } else if (snapshot != null && snapshot.advance(random.nextInt(steps))) {
            assertEquals(expected, images.lists());
            snapshot = null;
        }
    }

    private void check(String key) {
        List<String> list = model.get(key);
        long entry = database.find(slice(key));
        assertEquals(list == null, entry == 0);
        if (list != null) {
            assertEquals(list, read(entry, true));
            assertEquals(list.reversed(), read(entry, false));
            int index = random.nextInt(list.size());
            ListCursor cursor = database.lists().cursor(entry, index, true);
            assertTrue(cursor.next());
            assertEquals(list.get(index), cursor.value().toString());
        }
    }

    private List<String> read(long entry, boolean forward) {
        long length = database.lists().length(entry);
        List<String> found = new ArrayList<>();
        ListCursor cursor = database.lists().cursor(entry, forward ? 0 : length - 1, forward);
        while (cursor.next()) {
            found.add(cursor.value().toString());
        }
        assertEquals(length, found.size());
        return found;
    }

    /** After something was refused the lists are whole; the model goes on from what they hold. */
    private void takeOver() {
        for (String key : KEYS) {
            long entry = database.peek(slice(key));
            if (entry == 0) {
                model.remove(key);
            } else {
                List<String> found = read(entry, true);
                assertEquals(found.reversed(), read(entry, false));
                model.put(key, found);
            }
        }
    }

    private void forgetEmpty(String key) {
        model.computeIfPresent(key, (k, list) -> list.isEmpty() ? null : list);
    }

    private String text() {
        return switch (random.nextInt(12)) {
            case 0 -> "x".repeat(random.nextInt(300));
            case 1 -> "y".repeat(random.nextInt(12) == 0 ? random.nextInt(70_000) : 4000);
            case 2, 3, 4 -> "" + random.nextInt(-300, 5000);
            default -> "e" + random.nextInt(9);
        };
    }

    private static ByteSlice slice(String text) {
        return ByteSlice.of(text);
    }
}
