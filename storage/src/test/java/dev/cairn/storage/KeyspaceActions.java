// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.storage.KeyspaceModel.Field;
import dev.cairn.storage.KeyspaceModel.Value;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.hash.HashCursor;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Does random things to a keyspace and to its model alike. */
final class KeyspaceActions {
    static final int DATABASES = 3;

    final Keyspace keyspace;
    final KeyspaceModel model = new KeyspaceModel();
    final Random random;
    private final int keyRange;
    private final int fieldRange;
    long now = 1_000_000;
    int refused;
    int hugeTextBytes;

    KeyspaceActions(Keyspace keyspace, Random random, int keyRange, int fieldRange) {
        this.keyspace = keyspace;
        this.random = random;
        this.keyRange = keyRange;
        this.fieldRange = fieldRange;
        keyspace.tick(now);
    }

    static StorageConfig config(boolean debug) {
        return new StorageConfig()
                .databases(DATABASES)
                .reserveBytes(2L << 30)
                .hugePages(false)
                .debugMemory(debug)
                .hashMaxListpackEntries(6)
                .hashMaxListpackValue(20);
    }

    /** Acts as {@link #act}; if memory is exhausted the keyspace may refuse, and has changed nothing then. */
    void actOrBeRefused() {
        try {
            act();
        } catch (MemoryExhaustedException e) {
            refused++;
        }
    }

    /** Sets the key of a number to a text of {@link #hugeTextBytes} bytes, which it keeps. */
    void fillOrBeRefused(int number) {
        String key = "full" + number;
        String text = "F".repeat(hugeTextBytes);
        try {
            keyspace.database(0).strings().set(slice(key), slice(text), -1, false);
            model.database(0).put(key, new Value(text, null, -1));
        } catch (MemoryExhaustedException e) {
            refused++;
        }
    }

    void act() {
        int index = random.nextInt(DATABASES);
        Database database = keyspace.database(index);
        Map<String, Value> keys = model.database(index);
        String key = key();
        int what = random.nextInt(1000);
        if (what < 300) {
            setString(database, keys, key);
        } else if (what < 500) {
            setField(database, keys, key);
        } else if (what < 600) {
            deleteField(database, keys, key);
        } else if (what < 720) {
            boolean deleted = database.delete(slice(key), random.nextBoolean());
            assertEquals(keys.remove(key) != null, deleted);
        } else if (what < 800) {
            expire(database, keys, key);
        } else if (what < 850) {
            rename(database, keys, key);
        } else if (what < 880) {
            copy(database, keys, key);
        } else if (what < 910) {
            move(database, keys, key);
        } else if (what < 980) {
            append(database, keys, key);
        } else {
            rare(index);
        }
    }

    /** Lets time pass: the model forgets what is due, the keyspace by itself or when asked. */
    void pass(int millis) {
        now += millis;
        keyspace.tick(now);
        for (int i = 0; i < DATABASES; i++) {
            Map<String, Value> keys = model.database(i);
            keys.values().removeIf(value -> isDue(value.expireAtMillis()));
            for (Value value : keys.values()) {
                if (value.fields() != null) {
                    value.fields().values().removeIf(field -> isDue(field.expireAtMillis()));
                }
            }
            keys.values().removeIf(value -> value.fields() != null && value.fields().isEmpty());
        }
        while (keyspace.expireDue(1 + random.nextInt(20)) > 0) {
            assertEquals(now, keyspace.nowMillis());
        }
    }

    private boolean isDue(long expireAtMillis) {
        return expireAtMillis >= 0 && expireAtMillis < now;
    }

    /** Everything that the keyspace holds, as {@link KeyspaceModel#dump} writes it. */
    Map<String, String> dump() {
        Map<String, String> lines = new TreeMap<>();
        for (int i = 0; i < DATABASES; i++) {
            Database database = keyspace.database(i);
            long cursor = 0;
            do {
                cursor =
                        database.scan(
                                cursor,
                                10,
                                (key, entry) ->
                                        lines.put(
                                                database.index() + " " + key,
                                                KeyspaceModel.line(value(database, entry))));
            } while (cursor != 0);
        }
        return lines;
    }

    void assertSame() {
        assertEquals(model.dump(), dump());
        for (int i = 0; i < DATABASES; i++) {
            Database database = keyspace.database(i);
            Map<String, Value> keys = model.database(i);
            assertEquals(keys.size(), database.size());
            assertEquals(
                    keys.values().stream().filter(value -> value.expireAtMillis() >= 0).count(),
                    database.expires());
        }
        // Hashes of flushed databases count until they are freed.
        while (keyspace.housekeep(100)) {
            assertEquals(now, keyspace.nowMillis());
        }
        long expiringHashes = 0;
        for (int i = 0; i < DATABASES; i++) {
            long before = expiringHashes;
            for (Value value : model.database(i).values()) {
                if (value.fields() != null
                        && value.fields().values().stream()
                                .anyMatch(f -> f.expireAtMillis() >= 0)) {
                    expiringHashes++;
                }
            }
            assertEquals(expiringHashes - before, keyspace.database(i).withExpiringElements());
        }
        assertEquals(expiringHashes, keyspace.expiringHashes());
    }

    static Value value(Database database, long entry) {
        long expireAtMillis = database.expireAtMillis(entry);
        if (database.type(entry) == ValueType.STRING) {
            return new Value(
                    EntryLayout.value(database.keyspace().memory(), entry, new StoredBytes())
                            .toString(),
                    null,
                    expireAtMillis);
        }
        Map<String, Field> fields = new TreeMap<>();
        HashCursor cursor = new HashCursor(database).start(entry);
        while (cursor.next()) {
            fields.put(
                    cursor.field().toString(),
                    new Field(cursor.value().toString(), cursor.expireAtMillis()));
        }
        return new Value(null, fields, expireAtMillis);
    }

    private void setString(Database database, Map<String, Value> keys, String key) {
        String text = text();
        long expireAtMillis = expiry();
        database.strings().set(slice(key), slice(text), expireAtMillis, false);
        keys.put(key, new Value(text, null, expireAtMillis));
    }

    private void append(Database database, Map<String, Value> keys, String key) {
        Value old = keys.get(key);
        if (old == null || old.fields() != null) {
            return;
        }
        String tail = "x".repeat(random.nextInt(40));
        database.strings().append(slice(key), slice(tail));
        keys.put(key, new Value(old.text() + tail, null, old.expireAtMillis()));
    }

    private void setField(Database database, Map<String, Value> keys, String key) {
        Value old = keys.get(key);
        if (old != null && old.fields() == null) {
            return;
        }
        int many = random.nextInt(20) == 0 ? fieldRange : 1 + random.nextInt(3);
        Value hash = old == null ? new Value(null, new TreeMap<>(), -1) : old;
        for (int i = 0; i < many; i++) {
            String field = "f" + random.nextInt(fieldRange);
            String value = random.nextInt(10) == 0 ? "long".repeat(20) : "v" + random.nextInt(99);
            long expireAtMillis = random.nextInt(10) == 0 ? expiry() : -1;
            boolean isNew =
                    database.hashes()
                            .set(slice(key), slice(field), slice(value), expireAtMillis, false);
            keys.put(key, hash);
            assertEquals(hash.fields().put(field, new Field(value, expireAtMillis)) == null, isNew);
        }
    }

    private void deleteField(Database database, Map<String, Value> keys, String key) {
        Value old = keys.get(key);
        if (old == null || old.fields() == null) {
            return;
        }
        for (int i = 0; i < 5 && !old.fields().isEmpty(); i++) {
            String field = "f" + random.nextInt(fieldRange);
            boolean deleted = database.hashes().delete(slice(key), slice(field));
            assertEquals(old.fields().remove(field) != null, deleted);
            if (old.fields().isEmpty()) {
                keys.remove(key);
            }
        }
    }

    private void expire(Database database, Map<String, Value> keys, String key) {
        long expireAtMillis = random.nextInt(3) == 0 ? -1 : now + random.nextInt(5000);
        boolean done = database.setExpireAt(slice(key), expireAtMillis) != 0;
        Value value = keys.computeIfPresent(key, (k, old) -> old.withExpiry(expireAtMillis));
        assertEquals(value != null, done);
    }

    private void rename(Database database, Map<String, Value> keys, String key) {
        String to = key();
        boolean done = database.rename(slice(key), slice(to));
        Value value = keys.remove(key);
        if (value != null) {
            keys.put(to, value);
        }
        assertEquals(value != null, done);
    }

    private void copy(Database database, Map<String, Value> keys, String key) {
        int index = random.nextInt(DATABASES);
        String to = key();
        if (index == database.index() && to.equals(key)) {
            return;
        }
        boolean done = database.copy(slice(key), keyspace.database(index), slice(to));
        Value value = keys.get(key);
        if (value != null) {
            model.database(index).put(to, value.copy());
        }
        assertEquals(value != null, done);
    }

    private void move(Database database, Map<String, Value> keys, String key) {
        int index = random.nextInt(DATABASES);
        Map<String, Value> target = model.database(index);
        boolean moves = keys.containsKey(key) && !target.containsKey(key);
        assertEquals(moves, database.move(slice(key), keyspace.database(index)));
        if (moves) {
            target.put(key, keys.remove(key));
        }
    }

    private void rare(int index) {
        int other = random.nextInt(DATABASES);
        switch (random.nextInt(12)) {
            case 0 -> {
                keyspace.flush(index, true);
                model.flush(index);
            }
            case 1, 2 -> {
                keyspace.swap(index, other);
                model.swap(index, other);
            }
            default -> keyspace.housekeep(5);
        }
    }

    private String key() {
        int number = random.nextInt(keyRange);
        return number % 97 == 0 ? "long".repeat(80) + number : "key:" + number;
    }

    private String text() {
        return switch (random.nextInt(40)) {
            case 0 -> "L".repeat(4000 + random.nextInt(200));
            case 4, 5 -> "H".repeat(hugeTextBytes == 0 ? 5 : random.nextInt(hugeTextBytes));
            case 1, 2, 3 -> "" + (random.nextLong() >> random.nextInt(64));
            default -> "v".repeat(random.nextInt(60));
        };
    }

    private long expiry() {
        return random.nextInt(4) == 0 ? now + random.nextInt(5000) : -1;
    }

    private static ByteSlice slice(String text) {
        return ByteSlice.of(text);
    }
}
