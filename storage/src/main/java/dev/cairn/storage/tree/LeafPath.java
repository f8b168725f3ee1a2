// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

/**
 * A place in a tree: the way from its root down to one leaf. {@link LeafTree} sets it and moves it; one object serves any
 * number of trees, one after the other.
 *
 * <p>A path stays good over changes that are made through it, but not over those that are made through another one, and not
 * over {@link LeafTree#remove}.
 */
public final class LeafPath {
    /** With at least two entries a node beyond this depth more leaves would be needed than memory can have. */
    static final int DEEPEST = 32;

    final long[] nodes = new long[DEEPEST];
    final int[] indexes = new int[DEEPEST];
    long root;
    int levels;
    long offset;

    /** After {@link LeafTree#seek}: the number of the element within its leaf. */
    public long offset() {
        return offset;
    }

    /** Lets this path stand where another one stands. */
    public LeafPath set(LeafPath other) {
        System.arraycopy(other.nodes, 0, nodes, 0, other.levels);
        System.arraycopy(other.indexes, 0, indexes, 0, other.levels);
        root = other.root;
        levels = other.levels;
        offset = other.offset;
        return this;
    }

    /** The tree's root. */
    public long root() {
        return root;
    }

    long bottom() {
        return nodes[levels - 1];
    }

    int place() {
        return indexes[levels - 1];
    }
}
