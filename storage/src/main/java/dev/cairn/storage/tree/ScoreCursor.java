// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.memory.Memory;

/** Walks a {@link ScoreTree} that does not change meanwhile, forwards or backwards; reused from walk to walk. */
public final class ScoreCursor {
    /** Elements lie anywhere: so many are fetched at once, so that the waiting for memory overlaps. */
    private static final int FETCHED_TOGETHER = 16;

    private final ScoreTree tree;
    private final Memory memory;
    private final long[] path = new long[ScoreTree.MOST_LEVELS];
    private final int[] places = new int[ScoreTree.MOST_LEVELS];
    private int depth;
    private long leaf;
    private int index;

    /** How many elements from here on are fetched; below 0 until the walk comes to a second leaf, so that a short one fetches none. */
    private int fetched;

    // Written so that the compiler cannot leave out the reads that fetch the elements.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    ScoreCursor(ScoreTree tree, Memory memory) {
        this.tree = tree;
        this.memory = memory;
    }

    /** Starts so that the next element is the one that this many stand before, in either direction. */
    public ScoreCursor start(long handle, long rank) {
        leaf = 0;
        depth = 0;
        fetched = -1;
        if (rank < 0 || rank >= tree.count(handle)) {
            return this;
        }
        long node = tree.top(handle);
        long left = rank;
        while (ScoreNode.level(memory, node) > 0) {
            int place = 0;
            for (long below = ScoreNode.below(memory, node, 0);
                    below <= left;
                    below = ScoreNode.below(memory, node, place)) {
                left -= below;
                place++;
            }
            path[depth] = node;
            places[depth++] = place;
            node = tree.child(node, place);
        }
        leaf = node;
        index = (int) left;
        return this;
    }

    /** The next element in rising order, or 0. */
    public long next() {
        if (leaf == 0) {
            return 0;
        }
        if (fetched-- == 0) {
            fetch(index, Math.min(index + FETCHED_TOGETHER, ScoreNode.count(memory, leaf)));
        }
        long element = tree.element(leaf, index++);
        if (index == ScoreNode.count(memory, leaf)) {
            step(1);
        }
        return element;
    }

    /** The next element in falling order, or 0. */
    public long previous() {
        if (leaf == 0) {
            return 0;
        }
        if (fetched-- == 0) {
            fetch(Math.max(0, index + 1 - FETCHED_TOGETHER), index + 1);
        }
        long element = tree.element(leaf, index--);
        if (index < 0) {
            step(-1);
        }
        return element;
    }

    /** Reads some elements of the leaf in a loop that does nothing else. */
    private void fetch(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += memory.getLong(tree.element(leaf, i));
        }
        touched += sum;
        fetched = to - from - 1;
    }

    /** Goes to the neighbouring leaf, if there is one. */
    private void step(int by) {
        int at = depth - 1;
        while (at >= 0) {
            int place = places[at] + by;
            if (place >= 0 && place < ScoreNode.count(memory, path[at])) {
                places[at] = place;
                break;
            }
            at--;
        }
        if (at < 0) {
            leaf = 0;
            return;
        }
        long node = tree.child(path[at], places[at]);
        for (at++; at < depth; at++) {
            int place = by > 0 ? 0 : ScoreNode.count(memory, node) - 1;
            path[at] = node;
            places[at] = place;
            node = tree.child(node, place);
        }
        leaf = node;
        index = by > 0 ? 0 : ScoreNode.count(memory, node) - 1;
        fetched = 0;
    }
}
