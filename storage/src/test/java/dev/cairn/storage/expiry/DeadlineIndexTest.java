// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.time.RandomSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

class DeadlineIndexTest {
    /** In the order of the index. */
    private record Filed(long deadline, long hash) implements Comparable<Filed> {
        @Override
        public int compareTo(Filed other) {
            int order = Long.compare(deadline, other.deadline);
            return order != 0 ? order : Long.compare(hash, other.hash);
        }
    }

    @Property(tries = 60)
    void behavesAsASortedSet(@ForAll long seed, @ForAll boolean debug) {
        Random random = new Random(seed);
        try (Memory memory = Memory.reserve(256 << 20, false)) {
            Allocator allocator = new Allocator(memory, 8, debug);
            DeadlineIndex index = new DeadlineIndex(memory, allocator);
            long handle = allocator.allocate(DeadlineIndex.HANDLE_BYTES);
            memory.fill(handle, DeadlineIndex.HANDLE_BYTES, (byte) 0);
            TreeSet<Filed> model = new TreeSet<>();
            List<Filed> order = new ArrayList<>();
            boolean rising = random.nextBoolean();
            int range = 1 << (1 + random.nextInt(30));
            int addPercent = 50;
            long position = 0;
            for (int i = 0; i < 20_000; i++) {
                if (i % 4000 == 0) {
                    addPercent = 20 + random.nextInt(70);
                }
                if (random.nextInt(100) < addPercent) {
                    long deadline = rising ? i / 10 : random.nextInt(range);
                    Filed filed = new Filed(deadline, random.nextLong());
                    index.add(handle, filed.deadline(), filed.hash());
                    model.add(filed);
                    order.add(filed);
                } else if (!order.isEmpty()) {
                    int place = random.nextInt(order.size());
                    Filed filed = random.nextInt(3) == 0 ? model.first() : order.get(place);
                    if (!filed.equals(order.get(place))) {
                        place = order.indexOf(filed);
                    }
                    order.set(place, order.getLast());
                    order.removeLast();
                    model.remove(filed);
                    index.remove(handle, filed.deadline(), filed.hash());
                }
                if (random.nextInt(20) == 0) {
                    position = index.compact(handle, position);
                }
                assertEquals(model.size(), index.count(handle));
                assertEquals(
                        model.isEmpty() ? Long.MAX_VALUE : model.first().deadline(),
                        index.firstDeadline(handle));
            }
            while (!model.isEmpty() && model.size() % 100 != 0) {
                Filed first = model.pollFirst();
                assertEquals(first.hash(), index.firstHash(handle));
                index.remove(handle, first.deadline(), first.hash());
            }
            while (index.drain(handle)) {
                assertTrue(index.count(handle) >= 0);
            }
            assertEquals(0, index.count(handle));
            assertEquals(1, allocator.liveBlocks());
            assertEquals(0, index.bytes());
        }
    }

    @Test
    void whatWasNotFiledCannotBeTakenBack() {
        try (Memory memory = Memory.reserve(256 << 20, false)) {
            Allocator allocator = new Allocator(memory, 8, true);
            DeadlineIndex index = new DeadlineIndex(memory, allocator);
            long handle = allocator.allocate(DeadlineIndex.HANDLE_BYTES);
            memory.fill(handle, DeadlineIndex.HANDLE_BYTES, (byte) 0);
            index.add(handle, 5, 7);
            assertThrows(AssertionError.class, () -> index.remove(handle, 5, 8));
            assertThrows(AssertionError.class, () -> index.remove(handle, 4, 7));
            index.remove(handle, 5, 7);
            assertEquals(Long.MAX_VALUE, index.firstDeadline(handle));
        }
    }

    @Test
    void anIndexFromWhichMostIsRemovedShrinks() {
        try (Memory memory = Memory.reserve(256 << 20, false)) {
            Allocator allocator = new Allocator(memory, 8, false);
            DeadlineIndex index = new DeadlineIndex(memory, allocator);
            long handle = allocator.allocate(DeadlineIndex.HANDLE_BYTES);
            memory.fill(handle, DeadlineIndex.HANDLE_BYTES, (byte) 0);
            int records = 100_000;
            for (int i = 0; i < records; i++) {
                index.add(handle, i * 7919L % records, i);
            }
            long full = index.bytes();
            assertTrue(full < 28L * records, () -> full + " bytes");
            for (int i = 0; i < records; i++) {
                if (i % 10 != 0) {
                    index.remove(handle, i * 7919L % records, i);
                }
            }
            assertTrue(index.bytes() < full / 4, () -> full + " bytes, then " + index.bytes());
            int sparse = allocator.sparseSlabs();
            long steps = 1;
            for (long at = index.compact(handle, 0); at != 0; at = index.compact(handle, at)) {
                steps++;
            }
            // Half of the leaves and more are met, whatever was merged on the way.
            assertTrue(steps > records / 10 / 126, steps + " steps");
            assertTrue(index.bytes() < full / 5, () -> full + " bytes, then " + index.bytes());
            assertTrue(sparse > 5 && allocator.sparseSlabs() <= 1, sparse + " sparse slabs");
        }
    }

    @Test
    void everyRecordHasTheSameChanceToBeDrawn() {
        try (Memory memory = Memory.reserve(256 << 20, false)) {
            Allocator allocator = new Allocator(memory, 8, false);
            DeadlineIndex index = new DeadlineIndex(memory, allocator);
            long handle = allocator.allocate(DeadlineIndex.HANDLE_BYTES);
            memory.fill(handle, DeadlineIndex.HANDLE_BYTES, (byte) 0);
            Random random = new Random(3);
            int records = 3000;
            for (int i = 0; i < records; i++) {
                index.add(handle, random.nextInt(1000), i);
            }
            RandomSource source = new RandomSource(4);
            Map<Long, Integer> drawn = new HashMap<>();
            for (int i = 0; i < 50 * records; i++) {
                drawn.merge(index.randomHash(handle, source), 1, Integer::sum);
            }
            double chiSquare = 50.0 * (records - drawn.size());
            for (int count : drawn.values()) {
                chiSquare += (count - 50.0) * (count - 50.0) / 50.0;
            }
            // Of the distribution with records - 1 degrees of freedom, six standard deviations.
            double bound = records + 6 * Math.sqrt(2.0 * records);
            assertTrue(chiSquare < bound, "chi square " + chiSquare + ", bound " + bound);
        }
    }
}
