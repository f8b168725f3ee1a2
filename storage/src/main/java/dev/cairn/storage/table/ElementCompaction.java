// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.entry.EntryBlocks;
import dev.cairn.storage.expiry.DeadlineIndex;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.ScoreTree;

/**
 * Moves what big collections are made of out of sparse slabs, some at a time.
 *
 * <p>Elements that have no order move as they are met in the table, whose slots tell where they lie. Those that have one
 * are met in its leaves, which tell as well; so neither has to be searched.
 */
final class ElementCompaction {
    private final SwissTable table;
    private final EntryBlocks blocks;
    private final DeadlineIndex deadlines;
    private final ScoreTree order;
    private final ElementBatch batch;
    private final Memory memory;
    private final FetchedEntries fetched;

    /** Which of the shown elements are in the batch. */
    private final int[] shown = new int[ElementBatch.MOST];

    ElementCompaction(
            SwissTable table,
            EntryBlocks blocks,
            DeadlineIndex deadlines,
            ScoreTree order,
            ElementBatch batch) {
        this.table = table;
        this.blocks = blocks;
        this.deadlines = deadlines;
        this.order = order;
        this.batch = batch;
        this.memory = table.memory();
        this.fetched = new FetchedEntries(table);
    }

    /** Moves the elements of a few groups, on from a position that is a hash; returns the next one, 0 at the end. */
    long step(long root, long position) {
        table.compactSegment(root, position);
        long word = RootLayout.word(memory, root, position);
        if (word == 0) {
            return 0;
        }
        long segment = RootLayout.reference(word) << table.shift();
        int groups = RootLayout.groups(word);
        int depth = RootLayout.segmentDepth(word);
        int behind = groups;
        if (order.count(RootLayout.order(root)) == 0) {
            int group = SegmentLayout.home(position, depth, groups);
            behind = fetched.take(segment, group, groups, true);
            for (int i = 0; i < fetched.count(); i++) {
                fetched.refer(i, blocks.compact(fetched.entry(i)));
            }
        }
        long prefix = SegmentLayout.prefix(memory, segment);
        return SegmentLayout.lowestHash(prefix, depth, groups, behind);
    }

    /** Moves a leaf of the order with its elements, or some nodes of the deadlines; returns the next position, 0 at the end. */
    long stepIndex(long root, long position) {
        long handle = RootLayout.order(root);
        if (position < order.count(handle)) {
            moveInOrder(root, position);
        }
        long before = order.bytes() + deadlines.bytes();
        try {
            return order.count(handle) > 0
                    ? order.compact(handle, position)
                    : deadlines.compact(RootLayout.deadlines(root), position);
        } finally {
            table.own(root, order.bytes() + deadlines.bytes() - before);
        }
    }

    private void moveInOrder(long root, long rank) {
        long[] elements = batch.elements();
        int all = order.show(RootLayout.order(root), rank, elements, elements.length);
        int sparse = 0;
        for (int i = 0; i < all; i++) {
            if (blocks.isSparse(elements[i])) {
                shown[sparse] = i;
                elements[sparse++] = elements[i];
            }
        }
        batch.fetch(root, sparse);
        for (int i = 0; i < sparse; i++) {
            long made = blocks.compact(elements[i]);
            if (made != elements[i]) {
                batch.moved(root, i, made);
                order.moved(shown[i], made);
            }
        }
    }
}
