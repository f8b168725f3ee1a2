// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.KeyspaceListener;
import dev.cairn.storage.Removal;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Hashes behave like maps of fields whose values may expire, whatever is done to them; and nothing leaks. */
class HashModelProperties {
    private static final List<String> KEYS = List.of("h", "other", "a longer key than the others");
    private static final long START_MILLIS = 1_700_000_000_000L;

    /** A field as the model knows it. */
    private record Field(String value, long expireAtMillis) {}

    private final Map<String, Map<String, Field>> model = new HashMap<>();
    private final List<String> reported = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private Keyspace keyspace;
    private Database database;
    private Random random;
    private long now;

    @Property(tries = 150)
    void equalTheModel(@ForAll long seed) {
        random = new Random(seed);
        model.clear();
        reported.clear();
        expected.clear();
        now = START_MILLIS;
        StorageConfig config = new StorageConfig();
        config.reserveBytes(64 << 20).hugePages(false).debugMemory(true).databases(2);
        config.randomSeed(seed).hashMaxListpackEntries(8).hashMaxListpackValue(20);
        try (Keyspace opened = Keyspace.open(config)) {
            keyspace = opened;
            keyspace.listener(new Recorder());
            keyspace.tick(now);
            database = keyspace.database(0);
            long emptyBlocks = keyspace.allocator().liveBlocks();
            int steps = random.nextInt(20, 400);
            for (int i = 0; i < steps; i++) {
                step();
                assertEquals(expected, reported);
                check(KEYS.get(random.nextInt(KEYS.size())));
            }
            KEYS.forEach(this::check);
            keyspace.flush(-1, random.nextBoolean());
            while (keyspace.housekeep(100)) {
                // Freed in slices.
            }
            assertEquals(emptyBlocks, keyspace.allocator().liveBlocks());
        }
    }

    private void step() {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        String field = field();
        switch (random.nextInt(20)) {
            case 0, 1 -> remove(key, field);
            case 2, 3 -> expire(key, field);
            case 4 -> {
                now += random.nextInt(40);
                keyspace.tick(now);
            }
            case 5 -> expireDue();
            case 6 -> rename(key, KEYS.get(random.nextInt(KEYS.size())));
            case 7 -> copy(key, KEYS.get(random.nextInt(KEYS.size())));
            case 8 -> {
                boolean lazy = random.nextBoolean();
                assertEquals(model.remove(key) != null, database.delete(slice(key), lazy));
            }
            case 9 -> keyspace.config().hashMaxListpackEntries(random.nextInt(12));
            case 10 -> putMany(key);
            default -> put(key, field);
        }
    }

    // Each does the same to the model and to the database.

    private void put(String key, String field) {
        String value = value();
        boolean keepTtl = random.nextInt(4) == 0;
        long at = random.nextInt(5) == 0 ? now + random.nextInt(60) : -1;
        touch(key, field);
        Map<String, Field> fields = model.computeIfAbsent(key, k -> new LinkedHashMap<>());
        Field old = fields.get(field);
        long kept = keepTtl && old != null ? old.expireAtMillis : at;
        fields.put(field, new Field(value, kept));
        Hashes hashes = database.hashes();
        long changes = keyspace.changes();
        boolean isNew = hashes.set(slice(key), slice(field), slice(value), at, keepTtl);
        assertEquals(old == null, isNew);
        assertEquals(changes + 1, keyspace.changes());
    }

    private void putMany(String key) {
        HashEdit edit = database.hashes().edit(slice(key));
        int count = random.nextInt(1, 30);
        edit.expect(count);
        for (int i = 0; i < count; i++) {
            String field = field();
            String value = value();
            touch(key, field);
            boolean isNew = edit.put(slice(field), slice(value), -1, false);
            Map<String, Field> fields = model.computeIfAbsent(key, k -> new LinkedHashMap<>());
            assertEquals(fields.put(field, new Field(value, -1)) == null, isNew);
        }
    }

    private void remove(String key, String field) {
        touch(key, field);
        Map<String, Field> fields = model.get(key);
        boolean removed = fields != null && fields.remove(field) != null;
        if (removed && fields.isEmpty()) {
            model.remove(key);
        }
        assertEquals(removed, database.hashes().delete(slice(key), slice(field)));
    }

    private void expire(String key, String field) {
        long at = random.nextInt(3) == 0 ? -1 : now + random.nextInt(80);
        touch(key, field);
        Map<String, Field> fields = model.get(key);
        boolean found = fields != null && fields.containsKey(field);
        if (found) {
            fields.put(field, new Field(fields.get(field).value, at));
        }
        assertEquals(found, database.hashes().setFieldExpireAt(slice(key), slice(field), at));
    }

    private void expireDue() {
        for (String key : List.copyOf(model.keySet())) {
            List.copyOf(model.get(key).keySet()).forEach(field -> touch(key, field));
        }
        keyspace.expireDue(Integer.MAX_VALUE);
        expected.sort(null);
        reported.sort(null);
        assertTrue(keyspace.nextExpiryMillis() >= now);
    }

    private void rename(String from, String to) {
        Map<String, Field> moved = model.get(from);
        assertEquals(moved != null, database.rename(slice(from), slice(to)));
        if (moved != null) {
            model.remove(from);
            model.put(to, moved);
        }
    }

    private void copy(String from, String to) {
        Map<String, Field> copied = model.get(from);
        if (from.equals(to)) {
            return;
        }
        assertEquals(copied != null, database.copy(slice(from), database, slice(to)));
        if (copied != null) {
            model.put(to, new LinkedHashMap<>(copied));
        }
    }

    /** What the model does when a change touches a field that is due. */
    private void touch(String key, String field) {
        Map<String, Field> fields = model.get(key);
        if (fields != null && fields.containsKey(field) && isDue(fields.get(field))) {
            fields.remove(field);
            expected.add(key + " " + field);
            if (fields.isEmpty()) {
                model.remove(key);
            }
        }
    }

    private void check(String key) {
        Hashes hashes = database.hashes();
        long entry = database.find(slice(key));
        Map<String, Field> fields = model.get(key);
        assertEquals(fields != null, entry != 0);
        if (entry == 0) {
            return;
        }
        Map<String, Field> visible = new TreeMap<>();
        fields.forEach(
                (name, field) -> {
                    if (!isDue(field)) {
                        visible.put(name, field);
                    }
                });
        assertEquals(fields.size(), hashes.length(entry));
        assertEquals(visible.size(), hashes.visibleLength(entry));
        assertEquals(visible, walked(hashes.cursor(entry)));
        assertEquals(visible, scanned(entry));
        checkField(entry, visible, field());
        checkSample(entry, visible);
        assertTrue(database.memoryUsage(entry) > 0);
    }

    private void checkField(long entry, Map<String, Field> visible, String name) {
        Hashes hashes = database.hashes();
        Field field = visible.get(name);
        assertEquals(field != null, hashes.exists(entry, slice(name)));
        assertEquals(field != null, hashes.get(entry, slice(name)));
        long at = field == null ? Hashes.NO_FIELD : field.expireAtMillis;
        assertEquals(at, hashes.fieldExpireAt(entry, slice(name)));
        if (field != null) {
            assertEquals(field.value, latin1(hashes.value().toBytes()));
        }
    }

    private void checkSample(long entry, Map<String, Field> visible) {
        HashSampler sampler = database.hashes().sampler();
        assertEquals(!visible.isEmpty(), sampler.pick(entry));
        if (!visible.isEmpty()) {
            Field picked = visible.get(latin1(sampler.field().toBytes()));
            assertEquals(picked.value, latin1(sampler.value().toBytes()));
        }
        int wanted = random.nextInt(visible.size() + 3);
        Set<String> names = new HashSet<>();
        int shown =
                sampler.pickDifferent(
                        entry, wanted, (name, value, at) -> names.add(latin1(name.toBytes())));
        assertEquals(Math.min(wanted, visible.size()), shown);
        assertEquals(shown, names.size());
        assertTrue(visible.keySet().containsAll(names));
    }

    private Map<String, Field> walked(HashCursor cursor) {
        Map<String, Field> seen = new TreeMap<>();
        while (cursor.next()) {
            String value = latin1(cursor.value().toBytes());
            Field field = new Field(value, cursor.expireAtMillis());
            assertFalse(seen.containsKey(latin1(cursor.field().toBytes())));
            seen.put(latin1(cursor.field().toBytes()), field);
        }
        return seen;
    }

    private Map<String, Field> scanned(long entry) {
        Map<String, Field> seen = new TreeMap<>();
        long cursor = 0;
        do {
            int count = random.nextInt(1, 10);
            cursor =
                    database.hashes()
                            .scan(
                                    entry,
                                    cursor,
                                    count,
                                    (name, value, at) ->
                                            seen.put(
                                                    latin1(name.toBytes()),
                                                    new Field(latin1(value.toBytes()), at)));
        } while (cursor != 0);
        return seen;
    }

    private boolean isDue(Field field) {
        return field.expireAtMillis >= 0 && now > field.expireAtMillis;
    }

    private String field() {
        return switch (random.nextInt(5)) {
            case 0 -> Integer.toString(random.nextInt(5));
            case 1 -> "a field that is too long for a listpack " + random.nextInt(3);
            default -> "f" + random.nextInt(12);
        };
    }

    private String value() {
        return switch (random.nextInt(6)) {
            case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 1 -> "v".repeat(random.nextInt(100));
            case 2 -> "";
            default -> "value" + random.nextInt();
        };
    }

    private static ByteSlice slice(String text) {
        return ByteSlice.of(text);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Notes which fields expired. */
    private final class Recorder implements KeyspaceListener {
        @Override
        public void removed(int index, ByteSlice key, Removal why) {
            throw new AssertionError("no key expires by itself here: " + key);
        }

        @Override
        public void fieldsExpired(int index, ByteSlice key, ByteSlice[] fields, int count) {
            assertEquals(0, index);
            for (int i = 0; i < count; i++) {
                reported.add(key + " " + latin1(fields[i].toBytes()));
            }
        }
    }
}
