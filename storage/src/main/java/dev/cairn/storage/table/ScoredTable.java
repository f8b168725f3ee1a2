// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.tree.ScoreCursor;
import dev.cairn.storage.tree.ScoreTree;

/**
 * Big sorted sets: an {@link ElementTable} whose elements' values are scores, and a {@link ScoreTree} over them.
 *
 * <p>Both always say the same; if memory is exhausted nothing has changed. Announcing the change of the key remains to
 * the caller.
 */
public final class ScoredTable {
    private final SwissTable table;
    private final ElementTable elements;
    private final ScoreTree order;
    private final Memory memory;
    private final ElementBatch batch;

    public ScoredTable(SwissTable table, ElementTable elements, ScoreTree order) {
        this.table = table;
        this.elements = elements;
        this.order = order;
        this.memory = table.memory();
        this.batch = elements.batch();
    }

    public double score(long element) {
        return order.score(element);
    }

    /** Adds a member that is known to be new; returns its element. */
    public long add(long root, ByteSlice name, double score) {
        long element = addLoose(root, name, score);
        long before = order.bytes();
        try {
            order.insert(RootLayout.order(root), element);
        } catch (MemoryExhaustedException e) {
            elements.removeElement(root, element);
            throw e;
        } finally {
            table.own(root, order.bytes() - before);
        }
        return element;
    }

    /** As {@link #add}, but without a place in the order: {@link ElementTable#arrange} gives all of them theirs. */
    public long addLoose(long root, ByteSlice name, double score) {
        return elements.add(root, name, Double.doubleToRawLongBits(score));
    }

    /** Gives a member that has no place yet another score. */
    public void rescoreLoose(long element, double score) {
        memory.putLong(
                EntryLayout.inlineAddress(memory, element), Double.doubleToRawLongBits(score));
    }

    public void rescore(long root, long element, double score) {
        elements.beforeChange(root, element);
        long before = order.bytes();
        try {
            order.rescore(RootLayout.order(root), element, score);
        } finally {
            table.own(root, order.bytes() - before);
        }
    }

    public void remove(long root, long element) {
        // This may fail, so it comes before the order forgets the element.
        elements.beforeChange(root, element);
        long before = order.bytes();
        order.remove(RootLayout.order(root), element);
        table.own(root, order.bytes() - before);
        elements.removeElement(root, element);
    }

    /** Removes the members from one place in the order to another, which stays. */
    public void removeRange(long root, long from, long to) {
        long handle = RootLayout.order(root);
        for (long left = to - from; left > 0; ) {
            int room = (int) Math.min(left, ElementBatch.MOST);
            int some = order.show(handle, from, batch.elements(), room);
            // This may fail, so it comes before the order forgets the elements.
            batch.prepare(root, some);
            long before = order.bytes();
            order.removeShown(handle, from, some);
            table.own(root, order.bytes() - before);
            batch.remove(root);
            left -= some;
        }
    }

    /** How many members stand before this one. */
    public long rank(long root, long element) {
        return order.rank(RootLayout.order(root), element);
    }

    /** The element that this many members stand before, or 0. */
    public long at(long root, long rank) {
        return order.at(RootLayout.order(root), rank);
    }

    /** How many members have a score below this one, or not above it if {@code inclusive}. */
    public long below(long root, double score, boolean inclusive) {
        return order.below(RootLayout.order(root), score, inclusive);
    }

    /** How many members have a name before this one, or not behind it if {@code inclusive}; all scores are alike. */
    public long below(long root, ByteSlice name, boolean inclusive) {
        return order.below(RootLayout.order(root), name, inclusive);
    }

    /** A walker in the order of the scores, for {@link #start}. */
    public ScoreCursor cursor() {
        return order.cursor();
    }

    /** Starts a walker so that the next element is the one that this many members stand before. */
    public ScoreCursor start(ScoreCursor cursor, long root, long rank) {
        return cursor.start(RootLayout.order(root), rank);
    }
}
