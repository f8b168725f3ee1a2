// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

import java.util.Random;
import java.util.TreeSet;

/** Whatever bytes come in: no exception, no endless walk, and what is accepted can be read. */
class PackedCheckProperties {
    private static final Memory MEMORY = Memory.reserve(0, false);
    private static final long ADDRESS = 64;

    @AfterContainer
    static void close() {
        MEMORY.close();
    }

    @Property(tries = 20_000)
    void survivesNoise(@ForAll byte[] noise) {
        PackedCheck.listpack(noise, 0, noise.length, 1, true);
        PackedCheck.intSet(noise, 0, noise.length);
    }

    @Property(tries = 5_000)
    void survivesDamagedListpacks(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] sound = listpack(random, "1", "-5000", "text", "70000", "x".repeat(200), "-1");
        assertNull(PackedCheck.listpack(sound, 0, sound.length, 2, true));
        byte[] hurt = sound.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            hurt[random.nextInt(hurt.length)] = (byte) random.nextInt();
        }
        if (PackedCheck.listpack(hurt, 0, hurt.length, 1, false) == null) {
            ListpackReader reader = new ListpackReader().set(hurt, 0, hurt.length);
            while (reader.next()) {
                assertTrue(reader.toBytes().length < hurt.length + 20);
            }
            // What has passed is read the same way off the heap.
            MEMORY.copyIn(hurt, 0, ADDRESS, hurt.length);
            assertEquals(reader.seen(), Listpack.count(MEMORY, ADDRESS));
            long end = Listpack.end(MEMORY, ADDRESS);
            long at = Listpack.first(ADDRESS);
            while (at < end) {
                at = Listpack.next(MEMORY, at);
            }
            assertEquals(end, at);
        }
        int cut = random.nextInt(sound.length);
        assertNotNull(PackedCheck.listpack(sound, 0, cut, 1, false));
    }

    @Property(tries = 500)
    void tellsDuplicatesWhateverTheirEncoding(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] twice = listpack(random, "12", "a", "b", "c", "12", "d");
        assertNotNull(PackedCheck.listpack(twice, 0, twice.length, 2, true));
        assertNotNull(PackedCheck.listpack(twice, 0, twice.length, 1, true));
        assertNull(PackedCheck.listpack(twice, 0, twice.length, 2, false));
        assertNull(PackedCheck.listpack(twice, 0, twice.length, 3, true));
        assertNotNull(PackedCheck.listpack(twice, 0, twice.length, 4, false));
    }

    @Property(tries = 500)
    void intSetEqualsASortedSet(@ForAll long seed) {
        Random random = new Random(seed);
        TreeSet<Long> model = new TreeSet<>();
        IntSet.create(MEMORY, ADDRESS);
        for (int i = 0; i < 60; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            long before = IntSet.bytes(MEMORY, ADDRESS);
            if (random.nextInt(4) == 0) {
                value = model.isEmpty() || random.nextBoolean() ? value : model.first();
                assertEquals(model.remove(value), IntSet.remove(MEMORY, ADDRESS, value));
            } else {
                long after =
                        model.contains(value) ? before : IntSet.bytesWith(MEMORY, ADDRESS, value);
                assertEquals(model.add(value), IntSet.add(MEMORY, ADDRESS, value));
                assertEquals(after, IntSet.bytes(MEMORY, ADDRESS));
            }
            assertEquals(model.contains(value), IntSet.contains(MEMORY, ADDRESS, value));
            int index = 0;
            for (long expected : model) {
                assertEquals(expected, IntSet.at(MEMORY, ADDRESS, index++));
            }
            assertEquals(index, IntSet.count(MEMORY, ADDRESS));
        }
    }

    @Property(tries = 2_000)
    void survivesDamagedIntSets(@ForAll long seed) {
        Random random = new Random(seed);
        IntSet.create(MEMORY, ADDRESS);
        for (int i = 0; i < 5; i++) {
            IntSet.add(MEMORY, ADDRESS, random.nextInt(100_000));
        }
        byte[] bytes = new byte[(int) IntSet.bytes(MEMORY, ADDRESS)];
        MEMORY.copyOut(ADDRESS, bytes, 0, bytes.length);
        assertNull(PackedCheck.intSet(bytes, 0, bytes.length));
        assertNotNull(PackedCheck.intSet(bytes, 0, random.nextInt(bytes.length)));
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        PackedCheck.intSet(bytes, 0, bytes.length);
    }

    private static byte[] listpack(Random random, String... texts) {
        Listpack.create(MEMORY, ADDRESS);
        PackedElement element = new PackedElement();
        for (String text : texts) {
            element.set(ByteSlice.of(text));
            long end = Listpack.end(MEMORY, ADDRESS);
            Listpack.splice(MEMORY, ADDRESS, end, 0, (int) element.bytes(), 1);
            element.write(MEMORY, end);
        }
        byte[] bytes = new byte[Listpack.bytes(MEMORY, ADDRESS)];
        MEMORY.copyOut(ADDRESS, bytes, 0, bytes.length);
        if (random.nextInt(4) == 0) {
            bytes[ListpackLayout.COUNT_OFFSET] = -1;
            bytes[ListpackLayout.COUNT_OFFSET + 1] = -1;
        }
        return bytes;
    }
}
