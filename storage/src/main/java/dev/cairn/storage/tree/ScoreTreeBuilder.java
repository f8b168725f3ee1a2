// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.ScratchLongs;

/**
 * Makes a {@link ScoreTree} of many elements at once: sorts them, and puts full nodes above them, level by level.
 *
 * <p>The scores, as numbers in their order, are sorted digit by digit from the lowest (Knuth: The Art of Computer
 * Programming, volume 3, 5.2.5), which looks at each element once; then the names where scores are equal. That takes 32
 * bytes an element outside the heap. Whoever makes one closes it.
 */
public final class ScoreTreeBuilder implements AutoCloseable {
    private static final int DIGIT_BITS = Byte.SIZE;
    private static final int DIGITS = Long.SIZE / DIGIT_BITS;
    private static final int VALUES = 1 << DIGIT_BITS;

    /** So many of equal scores are sorted where they stand. */
    private static final int FEW = 12;

    private final ScoreTree tree;
    private final Memory memory;
    private final Allocator allocator;
    private final long[][] counts = new long[DIGITS][VALUES];

    // Of each element, and then of each node: the score of its first element, as its place in the
    // order of all scores.
    private ScratchLongs keys;
    private ScratchLongs addresses;

    ScoreTreeBuilder(ScoreTree tree, Memory memory, Allocator allocator) {
        this.tree = tree;
        this.memory = memory;
        this.allocator = allocator;
        keys = scratch();
        addresses = scratch();
    }

    public void add(long element) {
        long key = key(tree.score(element));
        keys.add(key);
        addresses.add(element);
        for (int digit = 0; digit < DIGITS; digit++) {
            counts[digit][value(key, digit)]++;
        }
    }

    /** Makes the tree, which was empty; if memory is exhausted it still is. */
    public void build(long handle) {
        for (int digit = 0; digit < DIGITS; digit++) {
            if (counts[digit][value(keys.get(0), digit)] < keys.count()) {
                sort(digit);
            }
        }
        sortNames();
        try (ScratchLongs below = scratch()) {
            for (int level = 0; level == 0 || addresses.count() > 1; level++) {
                raise(handle, level, below);
            }
        }
        memory.putLong(handle, addresses.get(0));
    }

    @Override
    public void close() {
        keys.close();
        addresses.close();
    }

    // Sorting

    /** Sorts by one digit; what has the same digit stays as it is. */
    private void sort(int digit) {
        long[] next = counts[digit];
        long before = 0;
        for (int value = 0; value < VALUES; value++) {
            long count = next[value];
            next[value] = before;
            before += count;
        }
        ScratchLongs sortedKeys = scratch();
        ScratchLongs sortedAddresses = scratch();
        try {
            sortedKeys.extend(keys.count());
            sortedAddresses.extend(keys.count());
            for (long i = 0; i < keys.count(); i++) {
                long key = keys.get(i);
                long place = next[value(key, digit)]++;
                sortedKeys.set(place, key);
                sortedAddresses.set(place, addresses.get(i));
            }
            ScratchLongs swapped = keys;
            keys = sortedKeys;
            sortedKeys = swapped;
            swapped = addresses;
            addresses = sortedAddresses;
            sortedAddresses = swapped;
        } finally {
            sortedKeys.close();
            sortedAddresses.close();
        }
    }

    private void sortNames() {
        long from = 0;
        for (long i = 1; i <= keys.count(); i++) {
            if (i == keys.count() || keys.get(i) != keys.get(from)) {
                if (i - from > FEW) {
                    sortManyNames(from, i);
                } else if (i - from > 1) {
                    sortFewNames(from, i);
                }
                from = i;
            }
        }
    }

    private void sortFewNames(long from, long to) {
        for (long i = from + 1; i < to; i++) {
            long element = addresses.get(i);
            long at = i;
            while (at > from && compareNames(addresses.get(at - 1), element) > 0) {
                addresses.set(at, addresses.get(at - 1));
                at--;
            }
            addresses.set(at, element);
        }
    }

    private void sortManyNames(long from, long to) {
        try (ScratchLongs alike = scratch()) {
            for (long i = from; i < to; i++) {
                alike.add(addresses.get(i));
            }
            alike.sort(this::compareNames);
            for (long i = from; i < to; i++) {
                addresses.set(i, alike.get(i - from));
            }
        }
    }

    private int compareNames(long one, long other) {
        return NameOrder.compare(
                memory,
                EntryLayout.keyAddress(memory, one),
                EntryLayout.keyLength(memory, one),
                EntryLayout.keyAddress(memory, other),
                EntryLayout.keyLength(memory, other));
    }

    /** A number that is as much greater than others, without a sign, as the score; both zeros are one. */
    private static long key(double score) {
        long bits = Double.doubleToRawLongBits(score + 0.0);
        return bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE);
    }

    private static double score(long key) {
        return Double.longBitsToDouble(key ^ (~key >> (Long.SIZE - 1) | Long.MIN_VALUE));
    }

    private static int value(long key, int digit) {
        return (int) (key >>> (digit * DIGIT_BITS)) & (VALUES - 1);
    }

    // Building

    /**
     * Puts nodes of this level above what there is, and takes them for it.
     *
     * @param below how many elements there are below each node so far
     */
    private void raise(long handle, int level, ScratchLongs below) {
        long count = addresses.count();
        int room = level == 0 ? ScoreNode.LEAF_ROOM : ScoreNode.INNER_ROOM;
        long nodes = (count + room - 1) / room;
        if (level == 0) {
            below.extend(nodes);
        }
        long made = 0;
        long from = 0;
        try {
            for (; made < nodes; made++) {
                long node = tree.allocate(level, room);
                long to = count * (made + 1) / nodes;
                long elements = fill(node, level, from, to, below);
                // In place of what has been read, so that it needs no room of its own.
                keys.set(made, keys.get(from));
                addresses.set(made, node);
                below.set(made, elements);
                from = to;
            }
        } catch (MemoryExhaustedException e) {
            discard(handle, 0, made);
            if (level > 0) {
                discard(handle, from, count);
            }
            throw e;
        }
        keys.truncate(nodes);
        addresses.truncate(nodes);
        below.truncate(nodes);
    }

    private long fill(long node, int level, long from, long to, ScratchLongs below) {
        ScoreNode.putCount(memory, node, (int) (to - from));
        if (level == 0) {
            for (long i = from; i < to; i++) {
                tree.putElement(node, (int) (i - from), addresses.get(i));
            }
            return to - from;
        }
        long elements = 0;
        for (long i = from; i < to; i++) {
            long count = below.get(i);
            tree.putChild(node, (int) (i - from), score(keys.get(i)), addresses.get(i), count);
            elements += count;
        }
        return elements;
    }

    private void discard(long handle, long from, long to) {
        for (long i = from; i < to; i++) {
            memory.putLong(handle, addresses.get(i));
            while (tree.drain(handle)) {
                // A leaf at a time.
            }
        }
    }

    private ScratchLongs scratch() {
        return new ScratchLongs(memory, allocator);
    }
}
