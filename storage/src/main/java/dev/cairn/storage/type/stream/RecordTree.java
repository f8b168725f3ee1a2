// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;

/**
 * Records of one length in the order of their ids, which they begin with, in leaves of a tree.
 *
 * <pre>
 * leaf:   | key ms u64 | key seq u64 | count u32 | unused u32 | record ... |
 * record: | ms u64 | seq u64 | what the owner keeps in it |
 * </pre>
 *
 * <p>A leaf's key is at most its first record's id and stays as long as the leaf does. Addresses of records hold until the
 * next change of their tree.
 */
final class RecordTree {
    static final int KEY_BYTES = 16;

    static final int COUNT = 16;
    static final int RECORDS = 24;
    private static final int LEAF_BYTES = 4096;
    private static final int FEWEST = 2;

    private final Memory memory;
    private final LeafTree tree;
    private final int recordBytes;
    private final int most;

    /** Where the record stands that was found last. */
    private final LeafPath path = new LeafPath();

    RecordTree(Memory memory, LeafTree tree, int recordBytes) {
        this.memory = memory;
        this.tree = tree;
        this.recordBytes = recordBytes;
        this.most = (LEAF_BYTES - RECORDS) / recordBytes;
    }

    /** The record of this id, or 0. */
    long find(long root, long ms, long seq) {
        long leaf = tree.floor(root, ms, seq, path);
        if (leaf == 0) {
            return 0;
        }
        int index = indexFrom(leaf, ms, seq);
        return index < count(leaf) && hasId(record(leaf, index), ms, seq) ? record(leaf, index) : 0;
    }

    /** The first record whose id is at least this, or 0. */
    long ceiling(long root, long ms, long seq) {
        long leaf = tree.floor(root, ms, seq, path);
        if (leaf == 0) {
            return first(root);
        }
        int index = indexFrom(leaf, ms, seq);
        return index < count(leaf) ? record(leaf, index) : firstOf(tree.next(path));
    }

    /** The record behind the one that was found or shown last, or 0; nothing may have changed meanwhile. */
    long next(long record) {
        long leaf = tree.leaf(path);
        long next = record + recordBytes;
        return next < record(leaf, count(leaf)) ? next : firstOf(tree.next(path));
    }

    long first(long root) {
        return firstOf(tree.first(root, path));
    }

    long last(long root) {
        long leaf = tree.last(root, path);
        return leaf == 0 ? 0 : record(leaf, count(leaf) - 1);
    }

    /** The record that was found last, where it may be changed. */
    long writable(long record) {
        long leaf = tree.leaf(path);
        return tree.writable(path) + (record - leaf);
    }

    /** Adds a record, whose id is not there yet; only its id is written. */
    long insert(long root, long ms, long seq) {
        long found = tree.floor(root, ms, seq, path);
        boolean below = found == 0;
        found = below ? tree.first(root, path) : found;
        if (found == 0) {
            return start(root, ms, seq, true);
        }
        int index = indexFrom(found, ms, seq);
        int count = count(found);
        if (count == most) {
            if (below || index == count) {
                return start(root, ms, seq, !below);
            }
            split(root, count);
            return insert(root, ms, seq);
        }
        int bytes = RECORDS + (count + 1) * recordBytes;
        int wanted = RECORDS + Math.min(most, 2 * count) * recordBytes;
        long ready = bytes <= tree.capacity(path) ? tree.writable(path) : tree.resize(path, wanted);
        if (below) {
            tree.key(path, ms, seq);
            BlockLayout.putId(memory, ready, ms, seq);
        }
        long record = record(ready, index);
        memory.move(record, record + recordBytes, (long) (count - index) * recordBytes);
        memory.putInt(ready + COUNT, count + 1);
        tree.addCount(path, 1);
        return named(record, ms, seq);
    }

    /** Removes the record that was found last. */
    void remove(long record) {
        long leaf = tree.leaf(path);
        int index = (int) ((record - leaf - RECORDS) / recordBytes);
        int count = count(leaf);
        if (count == 1) {
            tree.remove(path);
            return;
        }
        long ready = tree.writable(path);
        long at = record(ready, index);
        memory.move(at + recordBytes, at, (long) (count - index - 1) * recordBytes);
        memory.putInt(ready + COUNT, count - 1);
        tree.addCount(path, -1);
        if (count - 1 < most / 4) {
            merge(ready);
        }
    }

    /** How many records a leaf has. */
    int count(long of) {
        return memory.getInt(of + COUNT);
    }

    long record(long of, int index) {
        return of + RECORDS + (long) index * recordBytes;
    }

    private long firstOf(long leaf) {
        return leaf == 0 ? 0 : record(leaf, 0);
    }

    /** Adds a leaf with one record, behind that at which the path stands, or before it. */
    private long start(long root, long ms, long seq, boolean after) {
        int bytes = RECORDS + FEWEST * recordBytes;
        long made = tree.add(root, path, after, bytes, 1, ms, seq);
        BlockLayout.putId(memory, made, ms, seq);
        memory.putInt(made + COUNT, 1);
        return named(record(made, 0), ms, seq);
    }

    private long named(long record, long ms, long seq) {
        memory.putLong(record, ms);
        memory.putLong(record + 8, seq);
        return record;
    }

    /** Moves the second half of a full leaf to a leaf of its own. */
    private void split(long root, int count) {
        int kept = count / 2;
        int moved = count - kept;
        long from = record(tree.leaf(path), kept);
        long ms = memory.getLong(from);
        long seq = memory.getLong(from + 8);
        long made = tree.add(root, path, true, LEAF_BYTES, moved, ms, seq);
        memory.move(from, record(made, 0), (long) moved * recordBytes);
        BlockLayout.putId(memory, made, ms, seq);
        memory.putInt(made + COUNT, moved);
        tree.previous(path);
        memory.putInt(tree.writable(path) + COUNT, kept);
        tree.addCount(path, -moved);
    }

    /** Joins a leaf with the next one, if both together fill half a leaf at most. */
    private void merge(long ready) {
        int count = count(ready);
        long next = tree.next(path);
        if (next == 0 || count + count(next) > most / 2) {
            return;
        }
        int others = count(next);
        tree.previous(path);
        int bytes = RECORDS + (count + others) * recordBytes;
        long made = bytes <= tree.capacity(path) ? ready : tree.resize(path, bytes);
        memory.move(record(next, 0), record(made, count), (long) others * recordBytes);
        memory.putInt(made + COUNT, count + others);
        tree.addCount(path, others);
        tree.next(path);
        tree.remove(path);
    }

    private boolean hasId(long record, long ms, long seq) {
        return memory.getLong(record) == ms && memory.getLong(record + 8) == seq;
    }

    /** The number of the leaf's first record whose id is at least this. */
    private int indexFrom(long of, long ms, long seq) {
        int low = 0;
        int high = count(of);
        while (low < high) {
            int middle = (low + high) >>> 1;
            long record = record(of, middle);
            if (StreamIds.compare(memory.getLong(record), memory.getLong(record + 8), ms, seq)
                    < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
