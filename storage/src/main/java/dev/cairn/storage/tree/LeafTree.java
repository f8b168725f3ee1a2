// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;

/**
 * Long sequences of elements, kept as blocks: a counted B+-tree. A leaf is one block, whose content is the owner's (a listpack);
 * with each leaf the tree keeps how many elements it holds, by which an element is found by its number, and a key of
 * 128 unsigned bits, by which leaves are found in order. Keys never decrease from one leaf to the next, or are all 0.
 *
 * <p>One object serves all trees of a keyspace; a tree is the address of its root. A leaf is named by the address of its
 * content. Places are {@link LeafPath}s:
 *
 * <pre>
 *   long leaf = tree.first(root, path);            // or last, seek, floor; 0 where there is none
 *   leaf = tree.next(path);
 *   leaf = tree.writable(path);                    // before the content is changed where it is
 *   leaf = tree.resize(path, bytes);               // before it becomes longer, after it became shorter
 *   tree.addCount(path, 1);
 * </pre>
 *
 * <p>Snapshots share the tree. When a snapshot takes up a tree it only notes the top node ({@link #hold}): from then on each
 * block that was there is copied before its first change, and the old one is marked. The snapshot's {@link LeafWalk} goes
 * through the old blocks in order, frees those that are marked, and lets the live tree have the others for itself again.
 *
 * <pre>
 *      held top ---> [ A | B ]          [ A'| B ] <--- live top      after a change of leaf 1:
 *                     /     \            /     \                     A and the top were copied, 1 was copied to 1',
 *                [ 1 | 2 ]  [ 3 ]   [ 1'| 2 ]  (the same)            2 and B are still shared
 * </pre>
 *
 * <p>If memory is exhausted, a method throws before it has changed anything that can be seen.
 */
public final class LeafTree {
    private final Memory memory;
    private final Allocator allocator;
    private final TreeNodes nodes;
    private final LeafPath compacted = new LeafPath();
    private LeafWatch watch;
    private long pending;
    private long pendingBytes;
    private long waiting;
    private long freed;

    public LeafTree(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.allocator = allocator;
        this.nodes = new TreeNodes(memory, allocator);
    }

    /** Makes an empty tree and returns its root. */
    public long create() {
        long root = allocator.allocate(TreeRootLayout.BYTES);
        TreeRootLayout.init(memory, root);
        TreeRootLayout.addOwnedBytes(memory, root, allocator.footprint(root));
        return root;
    }

    /** How many elements the leaves have together. */
    public long count(long root) {
        return TreeRootLayout.count(memory, root);
    }

    /** How many leaves there are. */
    public long leaves(long root) {
        return TreeRootLayout.leaves(memory, root);
    }

    /** The bytes of all blocks of the tree. */
    public long bytes(long root) {
        return TreeRootLayout.ownedBytes(memory, root);
    }

    /** A word that the owner keeps with the tree, 0 at first. */
    public long word(long root) {
        return TreeRootLayout.word(memory, root);
    }

    public void word(long root, long word) {
        TreeRootLayout.putWord(memory, root, word);
    }

    // Finding. Each returns the leaf, or 0 where there is none; the path stands at the leaf then,
    // else where it stood.

    public long first(long root, LeafPath path) {
        return start(root, path) ? descend(path, 0, true) : 0;
    }

    public long last(long root, LeafPath path) {
        return start(root, path) ? descend(path, 0, false) : 0;
    }

    public long next(LeafPath path) {
        for (int level = path.levels - 1; level >= 0; level--) {
            if (path.indexes[level] + 1 < TreeNodeLayout.used(memory, path.nodes[level])) {
                path.indexes[level]++;
                return follow(path, level, true);
            }
        }
        return 0;
    }

    public long previous(LeafPath path) {
        for (int level = path.levels - 1; level >= 0; level--) {
            if (path.indexes[level] > 0) {
                path.indexes[level]--;
                return follow(path, level, false);
            }
        }
        return 0;
    }

    /** The leaf that has the element with this number; {@link LeafPath#offset} is its number within the leaf. */
    public long seek(long root, long number, LeafPath path) {
        if (number < 0 || number >= count(root) || !start(root, path)) {
            return 0;
        }
        long left = number;
        for (int level = 0; level < path.levels; level++) {
            long node = path.nodes[level];
            int index = 0;
            for (long count = TreeNodeLayout.count(memory, node, index);
                    left >= count;
                    count = TreeNodeLayout.count(memory, node, index)) {
                left -= count;
                index++;
            }
            enter(path, level, index);
        }
        path.offset = left;
        return leaf(path);
    }

    /** The last leaf whose key is at most this one. */
    public long floor(long root, long keyHigh, long keyLow, LeafPath path) {
        if (!start(root, path) || after(path.nodes[0], 0, keyHigh, keyLow)) {
            return 0;
        }
        for (int level = 0; level < path.levels; level++) {
            long node = path.nodes[level];
            int low = 0;
            int high = TreeNodeLayout.used(memory, node) - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (after(node, middle, keyHigh, keyLow)) {
                    high = middle - 1;
                } else {
                    low = middle;
                }
            }
            enter(path, level, low);
        }
        return leaf(path);
    }

    /** The leaf at which the path stands; to be read only. */
    public long leaf(LeafPath path) {
        return TreeNodeLayout.child(memory, path.bottom(), path.place());
    }

    /** How many elements the leaf has. */
    public long count(LeafPath path) {
        return TreeNodeLayout.count(memory, path.bottom(), path.place());
    }

    public long keyHigh(LeafPath path) {
        return TreeNodeLayout.keyHigh(memory, path.bottom(), path.place());
    }

    public long keyLow(LeafPath path) {
        return TreeNodeLayout.keyLow(memory, path.bottom(), path.place());
    }

    /** How many bytes the leaf has room for. */
    public long capacity(LeafPath path) {
        return nodes.leafCapacity(leaf(path));
    }

    // Changing

    /**
     * Adds a leaf beside the one at which the path stands, which is then at the new one. In an empty tree the path may
     * stand anywhere.
     *
     * @param after whether the leaf comes after the other, or before it
     * @param bytes the length of its content, which is for the caller to write
     * @param count how many elements it has
     * @return the new leaf
     */
    public long add(
            long root,
            LeafPath path,
            boolean after,
            int bytes,
            long count,
            long keyHigh,
            long keyLow) {
        long leaf = nodes.makeLeaf(bytes);
        try {
            if (start(root)) {
                nodes.own(path);
                nodes.makeRoom(path);
            } else {
                nodes.plant(root, path);
            }
        } catch (MemoryExhaustedException e) {
            nodes.freeLeaf(leaf);
            throw e;
        }
        boolean only = leaves(root) == 0;
        int place = path.place() + (after && !only ? 1 : 0);
        long node = path.bottom();
        TreeNodeLayout.open(memory, node, place, 1);
        TreeNodeLayout.putChild(memory, node, place, leaf);
        TreeNodeLayout.putCount(memory, node, place, 0);
        path.indexes[path.levels - 1] = place;
        TreeRootLayout.addLeaves(memory, root, 1);
        TreeRootLayout.addOwnedBytes(memory, root, nodes.leafFootprint(leaf));
        addOwned(path, count);
        putOwnedKey(path, keyHigh, keyLow);
        return leaf;
    }

    /** Takes the leaf out and frees it. The path is good for nothing afterwards. */
    public void remove(LeafPath path) {
        remove(path, 1);
    }

    /**
     * Takes out leaves at an end, those of one node that have at most so many elements together; returns how many they had. If
     * that is 0, the path stands at the last leaf there, which has more.
     */
    public long removeEnd(long root, boolean head, long most, LeafPath path) {
        boolean any = (head ? first(root, path) : last(root, path)) != 0;
        int leaves = any ? TreeNodeLayout.fitting(memory, path.bottom(), head, most) : 0;
        if (leaves == 0) {
            return 0;
        }
        path.indexes[path.levels - 1] -= head ? 0 : leaves - 1;
        return remove(path, leaves);
    }

    /** Takes out leaves of one node, of which the path stands at the first; returns how many elements they had. */
    private long remove(LeafPath path, int leaves) {
        // Removing must be possible when memory is exhausted.
        allocator.reserveOpen(true);
        try {
            nodes.own(path);
            int place = path.place();
            long gone = TreeNodeLayout.sum(memory, path.bottom(), place, place + leaves);
            addOwned(path, -gone);
            nodes.takeOut(path, leaves);
            return gone;
        } finally {
            allocator.reserveOpen(false);
        }
    }

    /** The leaf, for its content to be changed where it is. */
    public long writable(LeafPath path) {
        nodes.own(path);
        long leaf = leaf(path);
        return nodes.isShared(path.root, leaf - TreeNodeLayout.LEAF_HEADER_BYTES)
                ? exchange(path, leaf, nodes.leafCapacity(leaf))
                : leaf;
    }

    /** Gives the leaf room for so many bytes, all or most of which will be used; what both lengths have in common is kept. */
    public long resize(LeafPath path, int bytes) {
        nodes.own(path);
        long leaf = leaf(path);
        if (!nodes.isShared(path.root, leaf - TreeNodeLayout.LEAF_HEADER_BYTES)) {
            long before = nodes.leafFootprint(leaf);
            if (nodes.fits(leaf, bytes)) {
                TreeRootLayout.addOwnedBytes(memory, path.root, nodes.leafFootprint(leaf) - before);
                return leaf;
            }
        }
        return exchange(path, leaf, bytes);
    }

    /** Notes that the leaf has so many elements more, or fewer. */
    public void addCount(LeafPath path, long more) {
        nodes.own(path);
        addOwned(path, more);
    }

    /** Gives the leaf another key, which lies between its neighbours'. */
    public void key(LeafPath path, long high, long low) {
        nodes.own(path);
        putOwnedKey(path, high, low);
    }

    /** A second tree with the same leaves and the same word. */
    public long copy(long root) {
        long made = create();
        try {
            TreeRootLayout.putWord(memory, made, word(root));
            LeafPath from = new LeafPath();
            LeafPath to = new LeafPath();
            for (long leaf = first(root, from); leaf != 0; leaf = next(from)) {
                int bytes = (int) nodes.leafCapacity(leaf);
                long copy = add(made, to, true, bytes, count(from), keyHigh(from), keyLow(from));
                memory.move(leaf, copy, bytes);
            }
        } catch (MemoryExhaustedException e) {
            free(made);
            throw e;
        }
        return made;
    }

    /**
     * Moves the leaf with this element out of a sparse slab, if it lies in one; returns the number of the element behind
     * the leaf, 0 if there is none. Nothing may be held meanwhile.
     */
    public long compact(long root, long number) {
        if (seek(root, number, compacted) == 0) {
            return 0;
        }
        nodes.own(compacted);
        long leaf = leaf(compacted);
        if (allocator.isSparse(leaf - TreeNodeLayout.LEAF_HEADER_BYTES)) {
            exchange(compacted, leaf, nodes.leafCapacity(leaf));
        }
        long next = number - compacted.offset() + count(compacted);
        return next < count(root) ? next : 0;
    }

    // Freeing

    /** Takes a tree over that nobody has any more, and frees it in slices, after a snapshot that holds it. */
    public void free(long root) {
        if (TreeRootLayout.heldEpoch(memory, root) != 0 && watch != null) {
            watch.adoptTree(TreeRootLayout.record(memory, root));
            return;
        }
        pendingBytes += bytes(root);
        TreeRootLayout.putNextPending(memory, root, pending);
        pending = root;
        waiting++;
    }

    /** Frees a few leaves of trees that wait for it; returns whether there is more to free. */
    public boolean freeSome() {
        if (pending == 0) {
            return false;
        }
        long root = pending;
        if (TreeRootLayout.top(memory, root) == 0) {
            pending = TreeRootLayout.nextPending(memory, root);
            pendingBytes -= allocator.footprint(root);
            allocator.free(root);
            waiting--;
            freed++;
        } else {
            pendingBytes -= nodes.freeLastNode(root);
        }
        return pending != 0;
    }

    /** How many trees wait to be freed. */
    public long waiting() {
        return waiting;
    }

    /** How many of those were freed so far. */
    public long freed() {
        return freed;
    }

    /** Bytes of the trees that wait to be freed. */
    public long pendingBytes() {
        return pendingBytes;
    }

    // For snapshots

    /** Lets a snapshot that has begun hear of trees that it holds; null when it has ended. */
    public void watch(LeafWatch newWatch) {
        watch = newWatch;
    }

    /**
     * Lets a snapshot have the tree as it is now, until {@link #release}; the walk is {@link #walk}.
     *
     * @param record what the snapshot wants to find again, not 0
     */
    public void hold(long root, long record) {
        assert TreeRootLayout.heldEpoch(memory, root) == 0 && record != 0;
        TreeRootLayout.putHeldEpoch(memory, root, nodes.newEpoch());
        TreeRootLayout.putRecord(memory, root, record);
    }

    /** What the snapshot that holds the tree wanted to find again, 0 if none does. */
    public long record(long root) {
        return TreeRootLayout.record(memory, root);
    }

    /** The top node, from which a walk of a held tree starts. */
    public long top(long root) {
        return TreeRootLayout.top(memory, root);
    }

    /** How many levels of nodes there are, 0 in an empty tree. */
    public int levels(long root) {
        return TreeRootLayout.levels(memory, root);
    }

    /** Ends the hold, after the walk has passed everything. */
    public void release(long root) {
        TreeRootLayout.putHeldEpoch(memory, root, 0);
        TreeRootLayout.putRecord(memory, root, 0);
    }

    /** A new walker over held trees. */
    public LeafWalk walk() {
        return new LeafWalk(memory, nodes);
    }

    /** Bytes of blocks that only a snapshot waits for. */
    public long retainedBytes() {
        return nodes.retainedBytes();
    }

    private boolean start(long root) {
        return TreeRootLayout.top(memory, root) != 0;
    }

    private boolean start(long root, LeafPath path) {
        long top = TreeRootLayout.top(memory, root);
        if (top == 0) {
            return false;
        }
        path.root = root;
        path.levels = TreeRootLayout.levels(memory, root);
        path.nodes[0] = top;
        return true;
    }

    /** Goes down from the node at this level, always to the first or to the last child. */
    private long descend(LeafPath path, int from, boolean first) {
        for (int level = from; level < path.levels; level++) {
            int last = TreeNodeLayout.used(memory, path.nodes[level]) - 1;
            enter(path, level, first ? 0 : last);
        }
        return leaf(path);
    }

    /** Goes down from the child that the path has chosen at this level. */
    private long follow(LeafPath path, int level, boolean first) {
        enter(path, level, path.indexes[level]);
        return level + 1 < path.levels ? descend(path, level + 1, first) : leaf(path);
    }

    private void enter(LeafPath path, int level, int index) {
        path.indexes[level] = index;
        if (level + 1 < path.levels) {
            path.nodes[level + 1] = TreeNodeLayout.child(memory, path.nodes[level], index);
        }
    }

    /** Whether an entry's key is greater than this one. */
    private boolean after(long node, int index, long keyHigh, long keyLow) {
        int order = Long.compareUnsigned(TreeNodeLayout.keyHigh(memory, node, index), keyHigh);
        return order > 0
                || (order == 0
                        && Long.compareUnsigned(TreeNodeLayout.keyLow(memory, node, index), keyLow)
                                > 0);
    }

    private void addOwned(LeafPath path, long more) {
        for (int level = 0; level < path.levels; level++) {
            long node = path.nodes[level];
            int index = path.indexes[level];
            TreeNodeLayout.putCount(
                    memory, node, index, TreeNodeLayout.count(memory, node, index) + more);
        }
        TreeRootLayout.putCount(memory, path.root, count(path.root) + more);
    }

    private void putOwnedKey(LeafPath path, long high, long low) {
        TreeNodeLayout.putKey(memory, path.bottom(), path.place(), high, low);
        nodes.refreshKeys(path);
    }

    /** Puts a copy in place of a leaf, which goes. */
    private long exchange(LeafPath path, long leaf, long bytes) {
        long made = nodes.makeLeaf(bytes);
        memory.move(leaf, made, Math.min(bytes, nodes.leafCapacity(leaf)));
        TreeNodeLayout.putChild(memory, path.bottom(), path.place(), made);
        TreeRootLayout.addOwnedBytes(
                memory, path.root, nodes.leafFootprint(made) - nodes.leafFootprint(leaf));
        nodes.dropLeaf(path.root, leaf);
        return made;
    }
}
