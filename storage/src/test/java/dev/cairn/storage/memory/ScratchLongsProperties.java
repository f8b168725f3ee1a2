// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;

/** Numbers outside the heap are sorted as an array is, also by keys, of which some are equal; and nothing is kept. */
class ScratchLongsProperties {
    @Example
    void nothingIsInOrder() {
        sortAsArraysDo(0, 1, 0);
    }

    @Property(tries = 200)
    void sortAsArraysDo(
            @ForAll @IntRange(max = 10_000) int count,
            @ForAll @IntRange(min = 1, max = 63) int keyBits,
            @ForAll long seed) {
        Random random = new Random(seed);
        long[] keys = random.longs(count).map(number -> number >> keyBits).toArray();
        try (Memory memory = Memory.reserve(64 << 20, false)) {
            Allocator allocator = new Allocator(memory, 8, true);
            try (ScratchLongs places = new ScratchLongs(memory, allocator);
                    ScratchLongs byKeys = new ScratchLongs(memory, allocator);
                    ScratchLongs sorted = new ScratchLongs(memory, allocator)) {
                for (int i = 0; i < count; i++) {
                    places.add(i);
                    byKeys.add(keys[i]);
                    sorted.add(i);
                }
                places.sortBy(byKeys, (one, other) -> Long.compare(other, one));
                sorted.sort((one, other) -> compare(keys, one, other));
                Integer[] expected = new Integer[count];
                Arrays.setAll(expected, i -> i);
                Comparator<Integer> order = (one, other) -> compare(keys, one, other);
                Arrays.sort(expected, order.thenComparing(Comparator.reverseOrder()));
                Integer[] stable = new Integer[count];
                Arrays.setAll(stable, i -> i);
                Arrays.sort(stable, order);
                for (int i = 0; i < count; i++) {
                    assertEquals(expected[i].longValue(), places.get(i));
                    assertEquals(keys[expected[i]], byKeys.get(i));
                    assertEquals(stable[i].longValue(), sorted.get(i));
                }
            }
            assertEquals(0, allocator.liveBlocks());
        }
    }

    private static int compare(long[] keys, long one, long other) {
        return Long.compareUnsigned(keys[(int) one], keys[(int) other]);
    }
}
