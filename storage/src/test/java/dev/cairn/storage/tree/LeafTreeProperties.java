// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random operations on a tree, beside a plain list of leaves, with snapshots that walk meanwhile. */
class LeafTreeProperties {
    private static final int STEPS = 3000;

    /** What a leaf is to be: its content is one number, repeated as often as it is long. */
    private record Leaf(byte content, int bytes, long count, long key) {}

    @Property(tries = 40)
    void behavesAsAListOfLeaves(@ForAll long seed) {
        try (Run run = new Run(seed, 1L << 30, 40)) {
            for (int i = 0; i < STEPS; i++) {
                run.step();
            }
            run.finish();
        }
    }

    /** Where there is no more memory, what failed has not happened, and leaves can still be removed. */
    @Property(tries = 15)
    void exhaustedMemoryLeavesTheTreeWhole(@ForAll long seed) {
        try (Run run = new Run(seed, 1L << 20, 4000)) {
            assertThrows(
                    MemoryExhaustedException.class,
                    () -> {
                        while (true) {
                            run.add();
                        }
                    });
            run.compare();
            for (int i = 0; i < STEPS / 5; i++) {
                try {
                    run.step();
                } catch (MemoryExhaustedException e) {
                    run.compare();
                }
            }
            run.finish();
        }
    }

    /** A tree of many leaves is taken up, copied and freed without a step that takes all of them. */
    @Property(tries = 4)
    void manyLeaves(@ForAll long seed) {
        try (Run run = new Run(seed, 1L << 30, 16)) {
            for (int i = 0; i < 30_000; i++) {
                run.add();
            }
            run.compare();
            long copy = run.tree.copy(run.root);
            assertEquals(run.tree.count(run.root), run.tree.count(copy));
            assertEquals(run.tree.leaves(run.root), run.tree.leaves(copy));
            run.tree.free(copy);
            run.hold();
            for (int i = 0; i < 60_000; i++) {
                run.step();
            }
            run.finish();
        }
    }

    private static final class Run implements AutoCloseable {
        private final Random random;
        private final Memory memory;
        private final Allocator allocator;
        private final LeafTree tree;
        private final LeafPath path = new LeafPath();
        private final LeafWalk walk;
        private final List<Leaf> model = new ArrayList<>();
        private final int longest;
        private final long root;
        private List<Leaf> held;
        private int walked;
        private int percentAdded = 60;

        Run(long seed, long reserve, int longest) {
            random = new Random(seed);
            memory = Memory.reserve(reserve, false);
            allocator = new Allocator(memory, 8, random.nextInt(4) > 0);
            tree = new LeafTree(memory, allocator);
            walk = tree.walk();
            root = tree.create();
            this.longest = longest;
        }

        void step() {
            if (random.nextInt(300) == 0) {
                percentAdded = 20 + random.nextInt(70);
            }
            int kind = random.nextInt(100);
            if (kind < 50) {
                if (random.nextInt(100) < percentAdded) {
                    add();
                } else if (random.nextInt(8) == 0) {
                    removeEnd();
                } else {
                    remove();
                }
            } else if (kind < 70) {
                change();
            } else if (kind < 80) {
                seek();
            } else if (kind < 90) {
                floor();
            } else if (kind < 97) {
                advance();
            } else if (kind < 98) {
                hold();
            } else {
                tree.freeSome();
            }
            assertEquals(model.size(), tree.leaves(root));
        }

        void add() {
            boolean after = random.nextBoolean();
            int beside = model.isEmpty() ? -1 : place();
            int place = beside + (after || beside < 0 ? 1 : 0);
            long low = place == 0 ? 1 : model.get(place - 1).key;
            long high = place == model.size() ? low + 3 : model.get(place).key;
            Leaf leaf =
                    new Leaf(
                            (byte) random.nextInt(256),
                            1 + random.nextInt(longest),
                            1 + random.nextInt(5),
                            low + (high > low ? random.nextInt((int) (high - low) + 1) : 0));
            if (beside >= 0) {
                find(beside);
            }
            long address = tree.add(root, path, after, leaf.bytes, leaf.count, leaf.key, ~leaf.key);
            memory.fill(address, leaf.bytes, leaf.content);
            model.add(place, leaf);
            assertEquals(address, tree.leaf(path));
        }

        private void remove() {
            if (!model.isEmpty()) {
                int place = place();
                find(place);
                tree.remove(path);
                model.remove(place);
            }
        }

        /** Whole leaves of one node at an end, as many as a number of elements allows. */
        private void removeEnd() {
            boolean head = random.nextBoolean();
            long most = random.nextInt(random.nextInt(10) == 0 ? 400 : 10);
            long before = tree.leaves(root);
            long gone = tree.removeEnd(root, head, most, path);
            long left = gone;
            while (left > 0) {
                left -= model.remove(head ? 0 : model.size() - 1).count;
            }
            assertEquals(0, left);
            assertTrue(gone <= most);
            if (gone == 0 && !model.isEmpty()) {
                assertEquals(before, tree.leaves(root));
                assertTrue(tree.count(path) > most);
                check(head ? model.getFirst() : model.getLast(), tree.leaf(path));
            }
        }

        /** Another content, length or count. */
        private void change() {
            if (model.isEmpty()) {
                return;
            }
            int place = place();
            Leaf old = model.get(place);
            long address = find(place);
            byte content = (byte) random.nextInt(256);
            switch (random.nextInt(3)) {
                case 0 -> {
                    address = tree.writable(path);
                    check(old, address);
                    memory.fill(address, old.bytes, content);
                    model.set(place, new Leaf(content, old.bytes, old.count, old.key));
                }
                case 1 -> {
                    int bytes = 1 + random.nextInt(longest);
                    address = tree.resize(path, bytes);
                    if (bytes <= old.bytes) {
                        check(new Leaf(old.content, bytes, 1, 0), address);
                    } else {
                        check(old, address);
                    }
                    memory.fill(address, bytes, content);
                    model.set(place, new Leaf(content, bytes, old.count, old.key));
                }
                default -> {
                    long more = random.nextInt(4) - 1L;
                    if (old.count + more > 0) {
                        tree.addCount(path, more);
                        model.set(
                                place, new Leaf(old.content, old.bytes, old.count + more, old.key));
                    }
                }
            }
        }

        private void seek() {
            long number = random.nextInt((int) tree.count(root) + 2);
            long address = tree.seek(root, number, path);
            long left = number;
            int place = 0;
            while (place < model.size() && left >= model.get(place).count) {
                left -= model.get(place).count;
                place++;
            }
            assertEquals(place < model.size(), address != 0);
            if (address != 0) {
                check(model.get(place), address);
                assertEquals(left, path.offset());
            }
        }

        private void floor() {
            long key = model.isEmpty() ? 0 : model.get(place()).key + random.nextInt(3) - 1;
            int place = model.size() - 1;
            while (place >= 0 && model.get(place).key > key) {
                place--;
            }
            long address = tree.floor(root, key, -1, path);
            assertEquals(place >= 0, address != 0);
            if (address != 0) {
                check(model.get(place), address);
                assertEquals(model.get(place).key, tree.keyHigh(path));
            }
        }

        void hold() {
            if (held == null) {
                tree.hold(root, 77);
                held = List.copyOf(model);
                walked = 0;
                walk.start(root, tree.top(root), tree.levels(root));
            }
        }

        private void advance() {
            for (int i = random.nextInt(20); held != null && i > 0; i--) {
                long address = walk.next();
                if (address == 0) {
                    assertEquals(held.size(), walked);
                    assertEquals(77, tree.record(root));
                    tree.release(root);
                    assertEquals(0, tree.retainedBytes());
                    held = null;
                } else {
                    Leaf leaf = held.get(walked++);
                    check(leaf, address);
                    assertEquals(leaf.count, walk.count());
                    assertEquals(leaf.key, walk.keyHigh());
                }
            }
        }

        void compare() {
            int place = 0;
            long count = 0;
            for (long leaf = tree.first(root, path); leaf != 0; leaf = tree.next(path)) {
                check(model.get(place), leaf);
                assertEquals(model.get(place).count, tree.count(path));
                assertEquals(model.get(place).key, tree.keyHigh(path));
                assertEquals(~model.get(place).key, tree.keyLow(path));
                count += model.get(place++).count;
            }
            assertEquals(model.size(), place);
            assertEquals(count, tree.count(root));
            for (long leaf = tree.last(root, path); leaf != 0; leaf = tree.previous(path)) {
                check(model.get(--place), leaf);
            }
            assertEquals(0, place);
        }

        void finish() {
            compare();
            while (held != null) {
                advance();
            }
            compare();
            while (tree.freeSome()) {
                // Copies go first, so that the bytes that are left are the tree's.
            }
            assertEquals(allocator.liveBytes(), tree.bytes(root));
            if (random.nextBoolean()) {
                while (!model.isEmpty()) {
                    remove();
                }
                assertEquals(1, allocator.liveBlocks());
            }
            tree.free(root);
            while (tree.freeSome()) {
                // A slice at a time.
            }
            assertEquals(0, allocator.liveBlocks());
            assertEquals(0, tree.pendingBytes());
        }

        private int place() {
            return switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> model.size() - 1;
                default -> random.nextInt(model.size());
            };
        }

        /** Lets the path stand at the leaf with this place in the list. */
        private long find(int place) {
            if (place == 0) {
                return tree.first(root, path);
            }
            if (place == model.size() - 1) {
                return tree.last(root, path);
            }
            long number = 0;
            for (int i = 0; i < place; i++) {
                number += model.get(i).count;
            }
            return tree.seek(root, number, path);
        }

        private void check(Leaf leaf, long address) {
            assertEquals(leaf.content, memory.getByte(address));
            assertEquals(leaf.content, memory.getByte(address + leaf.bytes - 1));
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
