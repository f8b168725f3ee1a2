// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.memory.Memory;

/**
 * Goes once through a tree that a snapshot holds, as it was when it was taken up, and gives back each block that it has passed:
 * the leaf is good until the next step.
 */
public final class LeafWalk {
    private final Memory memory;
    private final TreeNodes nodes;
    private final LeafPath path = new LeafPath();
    private boolean standing;

    LeafWalk(Memory memory, TreeNodes nodes) {
        this.memory = memory;
        this.nodes = nodes;
    }

    /** Starts before the first leaf of the tree that had this top and these levels when it was taken up. */
    public LeafWalk start(long root, long top, int levels) {
        path.root = root;
        path.levels = levels;
        path.nodes[0] = top;
        standing = false;
        return this;
    }

    /** Goes to the next leaf and returns it, or 0 at the end. */
    public long next() {
        if (path.levels == 0) {
            return 0;
        }
        if (!standing) {
            standing = true;
            return descend(0);
        }
        nodes.passed(path.root, leaf() - TreeNodeLayout.LEAF_HEADER_BYTES);
        for (int level = path.levels - 1; level >= 0; level--) {
            path.indexes[level]++;
            if (path.indexes[level] < TreeNodeLayout.used(memory, path.nodes[level])) {
                if (level + 1 < path.levels) {
                    path.nodes[level + 1] =
                            TreeNodeLayout.child(memory, path.nodes[level], path.indexes[level]);
                }
                return descend(level + 1);
            }
            nodes.passed(path.root, path.nodes[level]);
        }
        path.levels = 0;
        return 0;
    }

    /** How many elements the leaf had. */
    public long count() {
        return TreeNodeLayout.count(memory, path.bottom(), path.place());
    }

    public long keyHigh() {
        return TreeNodeLayout.keyHigh(memory, path.bottom(), path.place());
    }

    public long keyLow() {
        return TreeNodeLayout.keyLow(memory, path.bottom(), path.place());
    }

    private long leaf() {
        return TreeNodeLayout.child(memory, path.bottom(), path.place());
    }

    private long descend(int from) {
        for (int level = from; level < path.levels; level++) {
            path.indexes[level] = 0;
            if (level + 1 < path.levels) {
                path.nodes[level + 1] = TreeNodeLayout.child(memory, path.nodes[level], 0);
            }
        }
        return leaf();
    }
}
