// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;

/**
 * The blocks of trees: makes, splits, joins and frees them, and knows which of them a snapshot shares.
 *
 * <p>Each step that may run out of memory leaves a whole tree behind: a copied, longer or split node holds what the old one held.
 */
final class TreeNodes {
    /** Neighbours that fill no more than this together become one. */
    private static final int JOINED = TreeNodeLayout.MOST / 2;

    private final Memory memory;
    private final Allocator allocator;
    private long epoch = 1;
    private long retainedBytes;

    TreeNodes(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.allocator = allocator;
    }

    // Snapshots

    /** Begins another epoch: blocks that are there are older than it, those that will be made are not. */
    long newEpoch() {
        return ++epoch;
    }

    /** Bytes of blocks that only a snapshot waits for. */
    long retainedBytes() {
        return retainedBytes;
    }

    /** Whether the snapshot that holds the tree still needs a block (of a leaf: with its header) as it is. */
    boolean isShared(long root, long block) {
        long held = TreeRootLayout.heldEpoch(memory, root);
        return held != 0 && TreeNodeLayout.stamp(memory, block) >>> 1 < held;
    }

    /** The walk has passed a block: it goes, or it is the live tree's own from now on. */
    void passed(long root, long block) {
        long stamp = TreeNodeLayout.stamp(memory, block);
        if ((stamp & 1) != 0) {
            retainedBytes -= allocator.footprint(block);
            allocator.free(block);
        } else {
            TreeNodeLayout.putStamp(memory, block, TreeRootLayout.heldEpoch(memory, root) << 1);
        }
    }

    /** Makes the nodes of a path the live tree's own. */
    void own(LeafPath path) {
        if (TreeRootLayout.heldEpoch(memory, path.root) == 0) {
            return;
        }
        for (int level = 0; level < path.levels; level++) {
            long node = path.nodes[level];
            if (isShared(path.root, node)) {
                exchange(path, level, TreeNodeLayout.capacity(memory, node));
            }
        }
    }

    // Leaves

    /** Makes a leaf that is in no tree yet, and returns where its content goes. */
    long makeLeaf(long bytes) {
        long block = allocator.allocate(bytes + TreeNodeLayout.LEAF_HEADER_BYTES);
        TreeNodeLayout.putStamp(memory, block, epoch << 1);
        return block + TreeNodeLayout.LEAF_HEADER_BYTES;
    }

    long leafCapacity(long leaf) {
        return allocator.usableBytes(leaf - TreeNodeLayout.LEAF_HEADER_BYTES)
                - TreeNodeLayout.LEAF_HEADER_BYTES;
    }

    long leafFootprint(long leaf) {
        return allocator.footprint(leaf - TreeNodeLayout.LEAF_HEADER_BYTES);
    }

    /** Whether a leaf can have this length where it is. */
    boolean fits(long leaf, long bytes) {
        long block = leaf - TreeNodeLayout.LEAF_HEADER_BYTES;
        long all = bytes + TreeNodeLayout.LEAF_HEADER_BYTES;
        return allocator.suits(block, all)
                || (all > allocator.usableBytes(block) && allocator.extend(block, all));
    }

    void freeLeaf(long leaf) {
        allocator.free(leaf - TreeNodeLayout.LEAF_HEADER_BYTES);
    }

    /** The live tree has a leaf no more. */
    void dropLeaf(long root, long leaf) {
        drop(root, leaf - TreeNodeLayout.LEAF_HEADER_BYTES);
    }

    // Nodes

    /** Gives an empty tree its first node; the path leads to where its first leaf will be. */
    void plant(long root, LeafPath path) {
        long node = make(TreeNodeLayout.FEWEST);
        TreeRootLayout.addOwnedBytes(memory, root, allocator.footprint(node));
        TreeRootLayout.putTop(memory, root, node);
        TreeRootLayout.putLevels(memory, root, 1);
        path.root = root;
        path.levels = 1;
        path.nodes[0] = node;
        path.indexes[0] = 0;
    }

    /** Makes room for one more entry in each node of a path that is the tree's own. */
    void makeRoom(LeafPath path) {
        for (int level = 0; level < path.levels; level++) {
            long node = path.nodes[level];
            int used = TreeNodeLayout.used(memory, node);
            if (used == TreeNodeLayout.MOST) {
                if (level == 0) {
                    raise(path);
                    level++;
                }
                split(path, level);
            } else if (used == TreeNodeLayout.capacity(memory, node)) {
                exchange(path, level, Math.min(2 * used, TreeNodeLayout.MOST));
            }
        }
    }

    /** Takes leaves of one node, from the path's on, out of a path that is the tree's own, and what becomes empty with them. */
    void takeOut(LeafPath path, int leaves) {
        int level = path.levels - 1;
        long bytes = 0;
        for (int i = path.place(); i < path.place() + leaves; i++) {
            long leaf = TreeNodeLayout.child(memory, path.bottom(), i);
            bytes += leafFootprint(leaf);
            dropLeaf(path.root, leaf);
        }
        TreeRootLayout.addOwnedBytes(memory, path.root, -bytes);
        TreeRootLayout.addLeaves(memory, path.root, -leaves);
        int entries = leaves;
        while (level > 0 && TreeNodeLayout.used(memory, path.nodes[level]) == entries) {
            free(path.root, path.nodes[level]);
            level--;
            entries = 1;
        }
        long node = path.nodes[level];
        TreeNodeLayout.remove(memory, node, path.indexes[level], entries);
        if (level == 0 && TreeNodeLayout.used(memory, node) == 0) {
            free(path.root, node);
            TreeRootLayout.putTop(memory, path.root, 0);
            TreeRootLayout.putLevels(memory, path.root, 0);
            return;
        }
        for (; level > 0; level--) {
            refreshKey(path, level);
            join(path, level);
        }
        lower(path.root);
    }

    /** Passes the first key of each node of a path up to the node above. */
    void refreshKeys(LeafPath path) {
        for (int level = path.levels - 1; level > 0 && path.indexes[level] == 0; level--) {
            refreshKey(path, level);
        }
    }

    /** Frees the last node above the leaves of a tree that nobody has any more, with its leaves; returns how many bytes. */
    long freeLastNode(long root) {
        long parent = 0;
        long node = TreeRootLayout.top(memory, root);
        int level = TreeRootLayout.levels(memory, root);
        while (level > 1 && TreeNodeLayout.used(memory, node) > 0) {
            parent = node;
            node = TreeNodeLayout.child(memory, node, TreeNodeLayout.used(memory, node) - 1);
            level--;
        }
        long bytes = allocator.footprint(node);
        for (int i = TreeNodeLayout.used(memory, node) - 1; i >= 0; i--) {
            long leaf = TreeNodeLayout.child(memory, node, i);
            bytes += leafFootprint(leaf);
            freeLeaf(leaf);
        }
        allocator.free(node);
        if (parent == 0) {
            TreeRootLayout.putTop(memory, root, 0);
        } else {
            TreeNodeLayout.putUsed(memory, parent, TreeNodeLayout.used(memory, parent) - 1);
        }
        return bytes;
    }

    private long make(int capacity) {
        long node = allocator.allocate(TreeNodeLayout.bytes(capacity));
        TreeNodeLayout.init(memory, node, capacity, epoch << 1);
        return node;
    }

    /** Puts a copy with another capacity in place of a node, which goes. */
    private void exchange(LeafPath path, int level, int capacity) {
        long node = path.nodes[level];
        long made = make(capacity);
        int used = TreeNodeLayout.used(memory, node);
        TreeNodeLayout.moveEntries(memory, node, 0, made, 0, used);
        TreeNodeLayout.putUsed(memory, made, used);
        if (level == 0) {
            TreeRootLayout.putTop(memory, path.root, made);
        } else {
            TreeNodeLayout.putChild(memory, path.nodes[level - 1], path.indexes[level - 1], made);
        }
        TreeRootLayout.addOwnedBytes(memory, path.root, allocator.footprint(made));
        free(path.root, node);
        path.nodes[level] = made;
    }

    /** Puts a node on top, which has the old top as its only child. */
    private void raise(LeafPath path) {
        long made = make(TreeNodeLayout.FEWEST);
        long top = path.nodes[0];
        TreeNodeLayout.putUsed(memory, made, 1);
        TreeNodeLayout.putChild(memory, made, 0, top);
        TreeNodeLayout.putCount(memory, made, 0, TreeRootLayout.count(memory, path.root));
        copyFirstKey(top, made, 0);
        TreeRootLayout.addOwnedBytes(memory, path.root, allocator.footprint(made));
        TreeRootLayout.putTop(memory, path.root, made);
        TreeRootLayout.putLevels(memory, path.root, path.levels + 1);
        System.arraycopy(path.nodes, 0, path.nodes, 1, path.levels);
        System.arraycopy(path.indexes, 0, path.indexes, 1, path.levels);
        path.nodes[0] = made;
        path.indexes[0] = 0;
        path.levels++;
    }

    /**
     * Splits a full node whose parent has room. What is added at an end of the sequence goes to a node of its own there, so that
     * the nodes of a list that only grows at its ends are full.
     */
    private void split(LeafPath path, int level) {
        long node = path.nodes[level];
        int place = path.indexes[level];
        int used = TreeNodeLayout.used(memory, node);
        int kept = used / 2;
        if (place == used - 1) {
            kept = used - 1;
        } else if (place == 0) {
            kept = 1;
        }
        int moved = used - kept;
        long made = make(moved == 1 ? TreeNodeLayout.FEWEST : TreeNodeLayout.MOST);
        TreeRootLayout.addOwnedBytes(memory, path.root, allocator.footprint(made));
        TreeNodeLayout.moveEntries(memory, node, kept, made, 0, moved);
        TreeNodeLayout.putUsed(memory, made, moved);
        TreeNodeLayout.putUsed(memory, node, kept);
        long parent = path.nodes[level - 1];
        int index = path.indexes[level - 1];
        TreeNodeLayout.open(memory, parent, index + 1, 1);
        TreeNodeLayout.putChild(memory, parent, index + 1, made);
        TreeNodeLayout.putCount(
                memory, parent, index + 1, TreeNodeLayout.sum(memory, made, 0, moved));
        TreeNodeLayout.putCount(memory, parent, index, TreeNodeLayout.sum(memory, node, 0, kept));
        copyFirstKey(made, parent, index + 1);
        if (place >= kept) {
            path.nodes[level] = made;
            path.indexes[level] = place - kept;
            path.indexes[level - 1] = index + 1;
        }
    }

    /** Takes a neighbour's entries into a node, if both are few. */
    private void join(LeafPath path, int level) {
        long parent = path.nodes[level - 1];
        int index = path.indexes[level - 1];
        int neighbours = TreeNodeLayout.used(memory, parent);
        int other = index + 1 < neighbours ? index + 1 : index - 1;
        if (other < 0) {
            return;
        }
        long neighbour = TreeNodeLayout.child(memory, parent, other);
        int used = TreeNodeLayout.used(memory, path.nodes[level]);
        int more = TreeNodeLayout.used(memory, neighbour);
        if (used + more > JOINED) {
            return;
        }
        if (TreeNodeLayout.capacity(memory, path.nodes[level]) < used + more) {
            try {
                exchange(path, level, JOINED);
            } catch (MemoryExhaustedException e) {
                // They can be joined some other time.
                return;
            }
        }
        long node = path.nodes[level];
        TreeNodeLayout.open(memory, node, other > index ? used : 0, more);
        TreeNodeLayout.moveEntries(memory, neighbour, 0, node, other > index ? used : 0, more);
        long count =
                TreeNodeLayout.count(memory, parent, index)
                        + TreeNodeLayout.count(memory, parent, other);
        TreeNodeLayout.putCount(memory, parent, index, count);
        copyFirstKey(node, parent, index);
        TreeNodeLayout.remove(memory, parent, other, 1);
        path.indexes[level - 1] = Math.min(index, other);
        free(path.root, neighbour);
    }

    /** Takes nodes off the top that have one child alone. */
    private void lower(long root) {
        long top = TreeRootLayout.top(memory, root);
        int levels = TreeRootLayout.levels(memory, root);
        while (levels > 1 && TreeNodeLayout.used(memory, top) == 1) {
            long child = TreeNodeLayout.child(memory, top, 0);
            free(root, top);
            top = child;
            levels--;
        }
        TreeRootLayout.putTop(memory, root, top);
        TreeRootLayout.putLevels(memory, root, levels);
    }

    private void refreshKey(LeafPath path, int level) {
        copyFirstKey(path.nodes[level], path.nodes[level - 1], path.indexes[level - 1]);
    }

    private void copyFirstKey(long node, long parent, int index) {
        TreeNodeLayout.putKey(
                memory,
                parent,
                index,
                TreeNodeLayout.keyHigh(memory, node, 0),
                TreeNodeLayout.keyLow(memory, node, 0));
    }

    private void free(long root, long node) {
        TreeRootLayout.addOwnedBytes(memory, root, -allocator.footprint(node));
        drop(root, node);
    }

    /** Frees a block that the live tree has no more, or leaves it to the snapshot that shares it. */
    private void drop(long root, long block) {
        if (isShared(root, block)) {
            TreeNodeLayout.putStamp(memory, block, TreeNodeLayout.stamp(memory, block) | 1);
            retainedBytes += allocator.footprint(block);
        } else {
            allocator.free(block);
        }
    }
}
