// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A listpack behaves like a list of texts, whatever is done to it. */
class ListpackProperties {
    private static final Memory MEMORY = Memory.reserve(0, false);
    private static final long ADDRESS = 64;

    private final PackedElement element = new PackedElement();

    @AfterContainer
    static void close() {
        MEMORY.close();
    }

    @Property(tries = 300)
    void equalsTheModelAfterEveryChange(@ForAll("texts") List<String> texts, @ForAll long seed) {
        Random random = new Random(seed);
        List<String> model = new ArrayList<>();
        Listpack.create(MEMORY, ADDRESS);
        for (String text : texts) {
            int index = random.nextInt(model.size() + 1);
            switch (index == model.size() ? 0 : random.nextInt(3)) {
                case 0 -> {
                    splice(index, 0, text, 1);
                    model.add(index, text);
                }
                case 1 -> {
                    splice(index, 1, text, 0);
                    model.set(index, text);
                }
                default -> {
                    int count = Math.min(model.size() - index, 1 + random.nextInt(2));
                    long from = Listpack.at(MEMORY, ADDRESS, index);
                    long to = Listpack.at(MEMORY, ADDRESS, index + count);
                    Listpack.splice(MEMORY, ADDRESS, from, (int) (to - from), 0, -count);
                    model.subList(index, index + count).clear();
                }
            }
            assertEquals(model, read());
            assertEquals(model, readCopy());
            assertEquals(model.size(), Listpack.count(MEMORY, ADDRESS));
            assertFinds(model, text);
        }
    }

    @Property(tries = 1)
    void countsWhatTheHeaderCannotHold() {
        Listpack.create(MEMORY, ADDRESS);
        for (int i = 0; i < 65_540; i++) {
            splice(ListpackLayout.COUNT_UNKNOWN, 0, "7", 1);
        }
        assertEquals(65_540, Listpack.count(MEMORY, ADDRESS));
        assertEquals(65_540, readCopy().size());
    }

    @Property(tries = 40)
    void readsLongElementsOfEveryBackLength(@ForAll("lengths") int length) {
        Listpack.create(MEMORY, ADDRESS);
        String text = "x".repeat(length);
        splice(0, 0, text, 1);
        splice(1, 0, "after", 1);
        assertEquals(List.of(text, "after"), read());
        assertEquals(List.of(text, "after"), readCopy());
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.of(
                126, 127, 128, 16_378, 16_379, 16_380, 2_097_145, 2_097_147, 2_097_149);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> integers = Arbitraries.longs().map(String::valueOf);
        Arbitrary<String> small = Arbitraries.integers().between(-5000, 5000).map(String::valueOf);
        Arbitrary<String> words =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(200);
        return Arbitraries.oneOf(integers, small, words).list().ofMaxSize(60);
    }

    /** Replaces {@code removed} elements by one text; an index beyond the count stands for the end. */
    private void splice(int index, int removed, String text, int countChange) {
        element.set(ByteSlice.of(text));
        long at =
                index == ListpackLayout.COUNT_UNKNOWN
                        ? Listpack.end(MEMORY, ADDRESS)
                        : Listpack.at(MEMORY, ADDRESS, index);
        int gone = removed == 0 ? 0 : (int) (Listpack.next(MEMORY, at) - at);
        Listpack.splice(MEMORY, ADDRESS, at, gone, (int) element.bytes(), countChange);
        element.write(MEMORY, at);
    }

    private void assertFinds(List<String> model, String text) {
        long found = Listpack.find(MEMORY, ADDRESS, element.set(ByteSlice.of(text)), 1);
        int index = model.indexOf(text);
        assertEquals(index < 0 ? 0 : Listpack.at(MEMORY, ADDRESS, index), found);
    }

    private static List<String> read() {
        List<String> texts = new ArrayList<>();
        StoredBytes view = new StoredBytes();
        long end = Listpack.end(MEMORY, ADDRESS);
        for (long at = Listpack.first(ADDRESS); at < end; at = Listpack.next(MEMORY, at)) {
            texts.add(latin1(Listpack.read(MEMORY, at, view).toBytes()));
        }
        return texts;
    }

    private static List<String> readCopy() {
        byte[] copy = new byte[Listpack.bytes(MEMORY, ADDRESS) + 5];
        MEMORY.copyOut(ADDRESS, copy, 3, copy.length - 5);
        ListpackReader reader = new ListpackReader().set(copy, 3, copy.length - 5);
        List<String> texts = new ArrayList<>();
        while (reader.next()) {
            texts.add(latin1(reader.toBytes()));
        }
        assertNull(reader.damage());
        return texts;
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
