// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.memory.Memory;

/**
 * Keeps the nodes of a {@link ScoreTree} well filled: shares, splits and merges children of one node, and
 * drops what is empty.
 */
final class ScoreBalance {
    private final ScoreTree tree;
    private final Memory memory;

    ScoreBalance(ScoreTree tree, Memory memory) {
        this.tree = tree;
        this.memory = memory;
    }

    /**
     * Gives a full child room; its parent has room.
     *
     * @param first whether the child is at the far left of the tree
     * @param last whether it is at the far right
     */
    void makeRoom(long parent, int index, boolean first, boolean last) {
        // At the ends it is mostly in order that elements come: what they leave behind stays full.
        if (!first && !last) {
            if (index + 1 < ScoreNode.count(memory, parent)
                    && isRoomy(tree.child(parent, index + 1))) {
                share(parent, index);
                return;
            }
            if (index > 0 && isRoomy(tree.child(parent, index - 1))) {
                share(parent, index - 1);
                return;
            }
        }
        int count = ScoreNode.count(memory, tree.child(parent, index));
        split(parent, index, last ? count - 1 : first ? 1 : count / 2);
    }

    /** Merges or frees a leaf that has lost elements, and what that leaves scarce above; the path leads to the leaf. */
    void shrink(long handle, long leaf, long[] path, int[] places) {
        int depth = ScoreNode.level(memory, tree.top(handle));
        long node = leaf;
        if (ScoreNode.count(memory, leaf) == 0) {
            depth = removeEmpty(handle, leaf, depth, path, places);
            if (depth < 0) {
                return;
            }
            node = path[depth];
        }
        while (depth > 0 && isScarce(node)) {
            depth--;
            if (!merge(path[depth], places[depth])) {
                break;
            }
            node = path[depth];
        }
        lowerTop(handle);
    }

    /** Frees a node that has nothing left, and the inner nodes that have no child then; returns how deep that went, -1 for all. */
    int removeEmpty(long handle, long empty, int depth, long[] path, int[] places) {
        tree.free(empty);
        for (int at = depth - 1; at >= 0; at--) {
            ScoreNode.closeGap(memory, path[at], places[at], 1);
            if (ScoreNode.count(memory, path[at]) > 0) {
                return at;
            }
            tree.free(path[at]);
        }
        memory.putLong(handle, 0);
        return -1;
    }

    /** Drops top nodes that have one child only. */
    void lowerTop(long handle) {
        long top = tree.top(handle);
        while (ScoreNode.level(memory, top) > 0 && ScoreNode.count(memory, top) == 1) {
            long only = tree.child(top, 0);
            tree.free(top);
            top = only;
        }
        memory.putLong(handle, top);
    }

    /** Whether a node has so little that it should be merged with a neighbour. */
    private boolean isScarce(long node) {
        return ScoreNode.count(memory, node) < fullRoom(node) / 4;
    }

    /** Merges a child with a neighbour if both together leave some room; returns whether it did. */
    boolean merge(long parent, int index) {
        return (index > 0 && mergePair(parent, index - 1))
                || (index + 1 < ScoreNode.count(memory, parent) && mergePair(parent, index));
    }

    private boolean mergePair(long parent, int left) {
        long one = tree.child(parent, left);
        long other = tree.child(parent, left + 1);
        int count = ScoreNode.count(memory, one);
        int more = ScoreNode.count(memory, other);
        if (count + more > mostShared(one)) {
            return false;
        }
        settleFirst(parent, left + 1, other);
        ScoreNode.copy(memory, other, 0, one, count, more);
        ScoreNode.putCount(memory, one, count + more);
        ScoreNode.addBelow(memory, parent, left, ScoreNode.below(memory, parent, left + 1));
        ScoreNode.closeGap(memory, parent, left + 1, 1);
        tree.free(other);
        return true;
    }

    /** Evens out two neighbours. */
    private void share(long parent, int left) {
        long one = tree.child(parent, left);
        long other = tree.child(parent, left + 1);
        int count = ScoreNode.count(memory, one);
        int more = ScoreNode.count(memory, other);
        int half = (count + more) / 2;
        settleFirst(parent, left + 1, other);
        if (count > half) {
            int passed = count - half;
            long elements = ScoreNode.elements(memory, one, half, count);
            ScoreNode.openGap(memory, other, 0, passed);
            ScoreNode.copy(memory, one, half, other, 0, passed);
            ScoreNode.putCount(memory, one, half);
            pass(parent, left, elements);
        } else {
            int passed = half - count;
            long elements = ScoreNode.elements(memory, other, 0, passed);
            ScoreNode.copy(memory, other, 0, one, count, passed);
            ScoreNode.putCount(memory, one, half);
            ScoreNode.closeGap(memory, other, 0, passed);
            pass(parent, left, -elements);
        }
        ScoreNode.putScore(memory, parent, left + 1, tree.lowest(other, 0));
    }

    /** Moves what a child has from this record on to a new node behind it. */
    private void split(long parent, int index, int kept) {
        long child = tree.child(parent, index);
        int count = ScoreNode.count(memory, child);
        int level = ScoreNode.level(memory, child);
        long made = tree.allocate(level, level == 0 ? ScoreNode.LEAF_ROOM : ScoreNode.INNER_ROOM);
        long elements = ScoreNode.elements(memory, child, kept, count);
        ScoreNode.copy(memory, child, kept, made, 0, count - kept);
        ScoreNode.putCount(memory, made, count - kept);
        ScoreNode.putCount(memory, child, kept);
        ScoreNode.openGap(memory, parent, index + 1, 1);
        tree.putChild(parent, index + 1, tree.lowest(made, 0), made, 0);
        pass(parent, index, elements);
    }

    /** Counts elements that went from a child to its right neighbour. */
    private void pass(long parent, int left, long elements) {
        ScoreNode.addBelow(memory, parent, left, -elements);
        ScoreNode.addBelow(memory, parent, left + 1, elements);
    }

    /** A node's first child has no score as long as it is the first; now it needs one. */
    private void settleFirst(long parent, int index, long node) {
        if (ScoreNode.level(memory, node) > 0) {
            ScoreNode.putScore(memory, node, 0, ScoreNode.score(memory, parent, index));
        }
    }

    private boolean isRoomy(long node) {
        return ScoreNode.count(memory, node) <= mostShared(node);
    }

    private int mostShared(long node) {
        return fullRoom(node) * 3 / 4;
    }

    private int fullRoom(long node) {
        return ScoreNode.level(memory, node) == 0 ? ScoreNode.LEAF_ROOM : ScoreNode.INNER_ROOM;
    }
}
