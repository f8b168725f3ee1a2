// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.string;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.memory.ByteSlice;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Strings behave like arrays of bytes, whatever is done to them; and nothing leaks. */
class StringModelProperties {
    private static final List<String> KEYS = List.of("k", "key2", "x".repeat(300));

    private final Map<String, byte[]> model = new HashMap<>();
    private Keyspace keyspace;
    private Database database;
    private Strings strings;
    private Random random;

    @Property(tries = 200)
    void equalTheModel(@ForAll long seed) {
        random = new Random(seed);
        model.clear();
        StorageConfig config = new StorageConfig();
        config.reserveBytes(64 << 20).hugePages(false).debugMemory(true);
        try (Keyspace opened = Keyspace.open(config)) {
            keyspace = opened;
            database = keyspace.database(0);
            strings = database.strings();
            long emptyBlocks = keyspace.allocator().liveBlocks();
            int steps = random.nextInt(10, 120);
            for (int i = 0; i < steps; i++) {
                String key = KEYS.get(random.nextInt(KEYS.size()));
                long changes = keyspace.changes();
                boolean changed = step(key);
                assertEquals(changed, keyspace.changes() > changes);
                check(key);
            }
            keyspace.flush(-1, true);
            while (keyspace.housekeep(100)) {
                // Freed in slices.
            }
            assertEquals(emptyBlocks, keyspace.allocator().liveBlocks());
        }
    }

    /** Changes one string, and the model with it; returns whether that counts as a change. */
    private boolean step(String key) {
        ByteSlice name = ByteSlice.of(key);
        byte[] text = text();
        byte[] old = model.getOrDefault(key, new byte[0]);
        switch (random.nextInt(9)) {
            case 0 -> {
                strings.set(name, ByteSlice.of(text), -1, random.nextBoolean());
                model.put(key, text);
            }
            case 1 -> {
                strings.setText(name, ByteSlice.of(text));
                assertEquals(false, encoding(key) == Encoding.INT);
                model.put(key, text);
            }
            case 2 -> {
                strings.setRaw(name, ByteSlice.of(text));
                assertEquals(Encoding.RAW, encoding(key));
                model.put(key, text);
            }
            case 3 -> {
                long integer = random.nextLong() >> random.nextInt(64);
                strings.setLong(name, integer);
                assertEquals(Encoding.INT, encoding(key));
                model.put(key, Long.toString(integer).getBytes(StandardCharsets.ISO_8859_1));
            }
            case 4, 5 -> {
                byte[] longer = Arrays.copyOf(old, old.length + text.length);
                System.arraycopy(text, 0, longer, old.length, text.length);
                assertEquals(longer.length, strings.append(name, ByteSlice.of(text)));
                model.put(key, longer);
            }
            case 6 -> {
                int offset = random.nextInt(old.length + 50);
                byte[] changed = Arrays.copyOf(old, Math.max(old.length, offset + text.length));
                System.arraycopy(text, 0, changed, offset, text.length);
                assertEquals(changed.length, strings.setRange(name, offset, ByteSlice.of(text)));
                assertEquals(Encoding.RAW, encoding(key));
                model.put(key, changed);
            }
            case 7 -> {
                int index = random.nextInt(old.length + 20);
                byte[] changed = Arrays.copyOf(old, Math.max(old.length, index + 1));
                changed[index] = (byte) random.nextInt();
                long entry = strings.ensureLength(name, index + 1);
                strings.putByte(entry, index, changed[index]);
                model.put(key, changed);
            }
            default -> {
                boolean there = model.remove(key) != null;
                assertEquals(there, database.delete(name, random.nextBoolean()));
                return there;
            }
        }
        return true;
    }

    private void check(String key) {
        long entry = database.find(ByteSlice.of(key));
        byte[] expected = model.get(key);
        assertEquals(expected != null, entry != 0);
        if (expected == null) {
            return;
        }
        assertEquals(expected.length, strings.length(entry));
        assertArrayEquals(expected, strings.value(entry).toBytes());
        if (expected.length > 0) {
            int from = random.nextInt(expected.length);
            int to = random.nextInt(from, expected.length);
            assertEquals(expected[from], strings.byteAt(entry, from));
            assertEquals(bitCount(expected, from, to), strings.bitCount(entry, from, to));
            for (boolean wanted : new boolean[] {true, false}) {
                assertEquals(
                        bitPosition(expected, wanted, from, to),
                        strings.bitPosition(entry, wanted, from, to));
            }
        }
    }

    private Encoding encoding(String key) {
        return database.encoding(database.peek(ByteSlice.of(key)));
    }

    private static long bitCount(byte[] bytes, int from, int to) {
        long count = 0;
        for (int i = from; i <= to; i++) {
            count += Integer.bitCount(bytes[i] & 0xFF);
        }
        return count;
    }

    private static long bitPosition(byte[] bytes, boolean wanted, int from, int to) {
        for (long bit = from * 8L; bit < (to + 1) * 8L; bit++) {
            boolean set = (bytes[(int) (bit / 8)] & (0x80 >> bit % 8)) != 0;
            if (set == wanted) {
                return bit;
            }
        }
        return -1;
    }

    private byte[] text() {
        return switch (random.nextInt(6)) {
            case 0 -> Integer.toString(random.nextInt()).getBytes(StandardCharsets.ISO_8859_1);
            case 1 -> new byte[random.nextInt(10_000)];
            case 2 -> {
                byte[] ones = new byte[random.nextInt(1, 40)];
                Arrays.fill(ones, (byte) -1);
                yield ones;
            }
            default -> {
                byte[] noise = new byte[random.nextInt(1, 200)];
                random.nextBytes(noise);
                yield noise;
            }
        };
    }
}
