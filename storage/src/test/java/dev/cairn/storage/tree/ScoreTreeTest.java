// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

class ScoreTreeTest {
    private static final int SHIFT = 3;

    /** What the tree has to hold, as a sorted list. */
    private record Member(double score, String name) implements Comparable<Member> {
        @Override
        public int compareTo(Member other) {
            int order = Double.compare(score + 0.0, other.score + 0.0);
            return order != 0 ? order : name.compareTo(other.name);
        }
    }

    private Memory memory;
    private Allocator allocator;
    private ScoreTree tree;
    private long handle;

    private Memory open(boolean debug) {
        memory = Memory.reserve(256 << 20, false);
        allocator = new Allocator(memory, 1 << SHIFT, debug);
        tree = new ScoreTree(memory, allocator, SHIFT);
        handle = allocator.allocate(Long.BYTES);
        memory.putLong(handle, 0);
        return memory;
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void behavesAsASortedList(@ForAll long seed, @ForAll boolean debug) {
        try (Memory opened = open(debug)) {
            assertEquals(memory, opened);
            Random random = new Random(seed);
            int scores = 1 << random.nextInt(16);
            int order = random.nextInt(4);
            List<Member> model = new ArrayList<>();
            List<Long> elements = new ArrayList<>();
            int addPercent = 70;
            long rank = 0;
            for (int i = 0; i < 8000; i++) {
                if (i % 2000 == 1999) {
                    addPercent = 10 + random.nextInt(80);
                }
                int dice = random.nextInt(100);
                if (dice < addPercent || model.isEmpty()) {
                    double score = order == 0 ? i : order == 1 ? -i : random.nextInt(scores);
                    Member member = new Member(score, "n" + random.nextInt(1 << 20) + "-" + i);
                    int place = -1 - java.util.Collections.binarySearch(model, member);
                    model.add(place, member);
                    long element = element(member);
                    elements.add(place, element);
                    tree.insert(handle, element);
                } else {
                    int place = random.nextInt(model.size());
                    long element = elements.remove(place);
                    Member member = model.remove(place);
                    if (random.nextInt(3) == 0) {
                        double score =
                                random.nextBoolean()
                                        ? random.nextInt(scores)
                                        : member.score() + random.nextDouble() - 0.5;
                        member = new Member(score, member.name());
                        tree.rescore(handle, element, score);
                        assertEquals(score, tree.score(element));
                        int to = -1 - java.util.Collections.binarySearch(model, member);
                        model.add(to, member);
                        elements.add(to, element);
                    } else if (random.nextInt(4) == 0) {
                        model.add(place, member);
                        elements.add(place, move(place, element, member));
                    } else {
                        tree.remove(handle, element);
                        allocator.free(element);
                    }
                }
                if (random.nextInt(50) == 0 && !model.isEmpty()) {
                    removeRange(model, elements, random);
                }
                if (random.nextInt(10) == 0) {
                    rank = tree.compact(handle, rank);
                }
                if (i % 1000 == 999) {
                    compare(model, elements);
                    ask(model, elements, random);
                }
            }
            while (tree.drain(handle)) {
                // A leaf at a time.
            }
            elements.forEach(allocator::free);
            allocator.free(handle);
            assertEquals(0, allocator.liveBlocks());
            assertEquals(0, tree.bytes());
        }
    }

    /** A tree that is built at once is the same as one that grew, and goes on growing. */
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void isBuiltAtOnce(@ForAll long seed, @ForAll boolean debug) {
        try (Memory opened = open(debug)) {
            assertEquals(memory, opened);
            Random random = new Random(seed);
            TreeMap<Member, Long> model = new TreeMap<>();
            int members = 1 + random.nextInt(1 << random.nextInt(15));
            int scores = 1 << random.nextInt(20);
            int kind = random.nextInt(4);
            try (ScoreTreeBuilder builder = tree.builder()) {
                for (int i = 0; i < members; i++) {
                    Member member = new Member(score(random, kind, scores), "n" + i);
                    long element = element(member);
                    model.put(member, element);
                    builder.add(element);
                }
                builder.build(handle);
            }
            compare(List.copyOf(model.keySet()), List.copyOf(model.values()));
            for (int i = 0; i < 2000; i++) {
                Member member = new Member(score(random, kind, scores), "m" + i);
                long element = element(member);
                model.put(member, element);
                tree.insert(handle, element);
                Member below = model.floorKey(new Member(score(random, kind, scores), "n"));
                long removed = model.remove(below == null ? model.firstKey() : below);
                tree.remove(handle, removed);
                allocator.free(removed);
                if (i % 500 == 0) {
                    compare(List.copyOf(model.keySet()), List.copyOf(model.values()));
                }
            }
            ask(List.copyOf(model.keySet()), List.copyOf(model.values()), random);
            while (tree.drain(handle)) {
                // A leaf at a time.
            }
            model.values().forEach(allocator::free);
            allocator.free(handle);
            assertEquals(0, allocator.liveBlocks());
            assertEquals(0, tree.bytes());
        }
    }

    private static double score(Random random, int kind, int scores) {
        double whole = random.nextInt(scores) - scores / 2;
        return switch (kind) {
            case 0 -> whole;
            case 1 -> whole / 8;
            case 2 -> random.nextBoolean() ? whole * 1e300 * 1e10 : whole == 1 ? -0.0 : 0;
            default -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isNaN(any) ? Double.NEGATIVE_INFINITY : any;
            }
        };
    }

    /** Wherever memory ends while a tree is built, what it took is given back. */
    @Test
    void whatCannotBeBuiltLeavesNothing() {
        try (Memory opened = open(false)) {
            assertEquals(memory, opened);
            List<Long> elements = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                elements.add(element(new Member(i % 1000, "n" + i)));
            }
            List<Long> fillers = fillers();
            int failures = 0;
            while (tree.count(handle) == 0) {
                long blocks = allocator.liveBlocks();
                try (ScoreTreeBuilder builder = tree.builder()) {
                    elements.forEach(builder::add);
                    builder.build(handle);
                } catch (MemoryExhaustedException e) {
                    failures++;
                    assertEquals(0, tree.bytes());
                    allocator.free(fillers.removeLast());
                    blocks--;
                }
                assertTrue(tree.count(handle) > 0 || allocator.liveBlocks() == blocks);
            }
            assertEquals(elements.size(), tree.count(handle));
            assertTrue(failures > 5, failures + " failures");
        }
    }

    /** Takes all the memory there is. */
    private List<Long> fillers() {
        List<Long> fillers = new ArrayList<>();
        try {
            while (true) {
                fillers.add(allocator.allocate(1 << 16));
            }
        } catch (MemoryExhaustedException e) {
            return fillers;
        }
    }

    /** One with this seed moved an element away, found then that it belongs to another leaf, and that full. */
    @Test
    void anElementThatMovesIsNotLost() {
        exhaustedMemoryLeavesTheTreeWhole(-7173811523949919395L);
    }

    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE)
    void exhaustedMemoryLeavesTheTreeWhole(@ForAll long seed) {
        try (Memory small = Memory.reserve(4 << 20, false)) {
            Allocator tight = new Allocator(small, 1 << SHIFT, false);
            ScoreTree its = new ScoreTree(small, tight, SHIFT);
            long root = tight.allocate(Long.BYTES);
            small.putLong(root, 0);
            Random random = new Random(seed);
            List<Long> elements = new ArrayList<>();
            boolean full = false;
            while (!full) {
                Member member = new Member(random.nextInt(1000), "m" + elements.size());
                try {
                    long element = element(small, tight, member);
                    try {
                        its.insert(root, element);
                        elements.add(element);
                    } catch (MemoryExhaustedException e) {
                        tight.free(element);
                        full = true;
                    }
                } catch (MemoryExhaustedException e) {
                    full = true;
                }
            }
            for (int i = 0; i < 2000; i++) {
                long element = elements.get(random.nextInt(elements.size()));
                double before = its.score(element);
                try {
                    its.rescore(root, element, random.nextInt(1000) + 0.5);
                } catch (MemoryExhaustedException e) {
                    assertEquals(before, its.score(element));
                }
                assertEquals(elements.size(), its.count(root));
            }
            ScoreCursor cursor = its.cursor().start(root, 0);
            double last = -1;
            int seen = 0;
            for (long e = cursor.next(); e != 0; e = cursor.next()) {
                assertTrue(its.score(e) >= last);
                last = its.score(e);
                if (seen % 100 == 0) {
                    assertEquals(seen, its.rank(root, e));
                }
                seen++;
            }
            assertEquals(elements.size(), seen);
        }
    }

    @Test
    void fillsNodesWell() {
        try (Memory opened = open(false)) {
            assertEquals(memory, opened);
            Random random = new Random(1);
            int members = 200_000;
            for (int i = 0; i < members; i++) {
                tree.insert(handle, element(new Member(random.nextDouble(), "n" + i)));
            }
            assertTrue(tree.bytes() < members * 5.8, "in any order: " + tree.bytes());
            long before = tree.bytes();
            long other = allocator.allocate(Long.BYTES);
            memory.putLong(other, 0);
            for (int i = 0; i < members; i++) {
                tree.insert(other, element(new Member(i, "n" + i)));
            }
            assertTrue(tree.bytes() - before < members * 4.6, "in order: " + tree.bytes());
        }
    }

    @Test
    void compactingATreeFromWhichMostIsRemovedEmptiesItsSlabs() {
        try (Memory opened = open(false)) {
            assertEquals(memory, opened);
            Random random = new Random(1);
            int members = 200_000;
            List<Long> elements = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                elements.add(element(new Member(random.nextDouble(), "n" + i)));
                tree.insert(handle, elements.getLast());
            }
            for (int i = 0; i < members; i++) {
                if (i % 10 != 0) {
                    tree.remove(handle, elements.get(i));
                }
            }
            long before = tree.bytes();
            // The elements have stayed where they were, so that what is sparse holds nodes.
            int sparse = allocator.sparseSlabs();
            for (long rank = tree.compact(handle, 0); rank != 0; ) {
                rank = tree.compact(handle, rank);
            }
            assertTrue(tree.bytes() < before, () -> before + " bytes, then " + tree.bytes());
            assertTrue(sparse > 5 && allocator.sparseSlabs() <= 2, sparse + " sparse slabs");
            assertEquals(members / 10, tree.count(handle));
        }
    }

    private long move(int place, long element, Member member) {
        long moved = element(member);
        long[] shown = new long[1];
        assertEquals(1, tree.show(handle, place, shown, 1));
        assertEquals(element, shown[0]);
        allocator.free(element);
        tree.moved(0, moved);
        return moved;
    }

    /** Mostly less than a leaf, sometimes many of them. */
    private void removeRange(List<Member> model, List<Long> elements, Random random) {
        int from = random.nextInt(model.size());
        int wanted = 1 + random.nextInt(random.nextInt(4) == 0 ? 1000 : 60);
        long[] shown = new long[64];
        for (int left = Math.min(wanted, model.size() - from); left > 0; ) {
            int some = tree.show(handle, from, shown, Math.min(left, shown.length));
            tree.removeShown(handle, from, some);
            for (int i = 0; i < some; i++) {
                assertEquals(elements.remove(from), shown[i]);
                model.remove(from);
                allocator.free(shown[i]);
            }
            left -= some;
        }
    }

    private void compare(List<Member> model, List<Long> elements) {
        assertEquals(model.size(), tree.count(handle));
        ScoreCursor cursor = tree.cursor().start(handle, 0);
        for (int i = 0; i < elements.size(); i++) {
            assertEquals(elements.get(i), cursor.next());
        }
        assertEquals(0, cursor.next());
        cursor.start(handle, elements.size() - 1);
        for (int i = elements.size() - 1; i >= 0; i--) {
            assertEquals(elements.get(i), cursor.previous());
        }
        assertEquals(0, cursor.previous());
    }

    private void ask(List<Member> model, List<Long> elements, Random random) {
        for (int i = 0; i < 50 && !model.isEmpty(); i++) {
            int place = random.nextInt(model.size());
            assertEquals(place, tree.rank(handle, elements.get(place)));
            assertEquals(elements.get(place), tree.at(handle, place));
            double score = model.get(place).score() + (random.nextInt(3) - 1) * 0.25;
            assertEquals(
                    model.stream().filter(m -> m.score() < score).count(),
                    tree.below(handle, score, false));
            assertEquals(
                    model.stream().filter(m -> m.score() <= score).count(),
                    tree.below(handle, score, true));
            if (model.getFirst().score() == model.getLast().score()) {
                String name = model.get(place).name();
                ByteSlice slice = ByteSlice.of(name);
                assertEquals(place, tree.below(handle, slice, false));
                assertEquals(place + 1, tree.below(handle, slice, true));
            }
        }
    }

    private long element(Member member) {
        return element(memory, allocator, member);
    }

    private static long element(Memory memory, Allocator allocator, Member member) {
        ByteSlice name = ByteSlice.of(member.name());
        long element = allocator.allocate(EntryLayout.bytes(name.length(), Double.BYTES, false));
        EntryLayout.writeHeader(
                memory, element, ValueType.HASH, Encoding.RAW, 0, name.length(), Double.BYTES, -1);
        memory.copyIn(name, EntryLayout.keyAddress(memory, element));
        memory.putLong(
                EntryLayout.inlineAddress(memory, element),
                Double.doubleToRawLongBits(member.score()));
        return element;
    }
}
