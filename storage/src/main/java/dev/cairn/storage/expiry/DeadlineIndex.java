// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.expiry;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.time.RandomSource;

/**
 * An ordered set of (deadline, hash of the key): which keys of a table, or elements of a collection, are due next.
 *
 * <p>A B+ tree off the heap, about 20 bytes per record. It names keys by their hash, so entries move without it; it holds
 * exactly one record per deadline that is in force, so nothing is found due in vain. A node that is full is split on
 * the way down, so that running out of memory leaves the tree whole; a node with few records merges with its neighbour.
 *
 * <p>One object serves all indexes of a keyspace; an index is the address of its handle:
 *
 * <pre>
 *  0                    8          12         16
 * +--------------------+----------+----------+
 * | top node's address | height   | records  |
 * | (64), 0 if empty   | (32)     | (32)     |
 * +--------------------+----------+----------+
 * </pre>
 */
public final class DeadlineIndex {
    /** What a handle takes in the structure that holds it; zeros are an empty index. */
    public static final int HANDLE_BYTES = 16;

    private static final int HEIGHT = 8;
    private static final int RECORDS = 12;
    private static final int FIRST_ROOM = 4;

    /** A node filled to less than one part in this many merges, if as much stays free in the merged one. */
    private static final int SPARSE_PART = 4;

    /** With 21 children and more in each node, four billion records stay below. */
    private static final int MOST_HEIGHT = 10;

    /** What the number of a child takes in a position of {@link #compact}. */
    private static final int PLACE_BITS = 6;

    private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;

    private final Memory memory;
    private final Allocator allocator;
    private final long[] path = new long[MOST_HEIGHT];
    private final int[] places = new int[MOST_HEIGHT];
    private long bytes;

    public DeadlineIndex(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.allocator = allocator;
    }

    /** How many records this index has. */
    public int count(long handle) {
        return memory.getInt(handle + RECORDS);
    }

    /** Bytes of the nodes of all indexes. */
    public long bytes() {
        return bytes;
    }

    /** The earliest deadline, {@code Long.MAX_VALUE} if there is none. */
    public long firstDeadline(long handle) {
        long leaf = firstLeaf(handle);
        return leaf == 0
                ? Long.MAX_VALUE
                : DeadlineNode.deadline(
                        memory, DeadlineNode.record(leaf, 0, DeadlineNode.LEAF_RECORD));
    }

    /** The hash that the earliest deadline is filed for; there must be one. */
    public long firstHash(long handle) {
        long leaf = firstLeaf(handle);
        return DeadlineNode.hash(memory, DeadlineNode.record(leaf, 0, DeadlineNode.LEAF_RECORD));
    }

    /** The hash of one record, each with the same chance; there must be one. */
    public long randomHash(long handle, RandomSource random) {
        while (true) {
            long node = memory.getLong(handle);
            // The top is drawn from as far as it is filled, all others as if they were full: so all
            // records are alike.
            int room = DeadlineNode.count(memory, node);
            int height = memory.getInt(handle + HEIGHT);
            int drawn = random.nextInt(room);
            while (height > 0 && drawn < DeadlineNode.count(memory, node)) {
                node = childAt(node, drawn);
                height--;
                drawn = random.nextInt(DeadlineNode.room(memory, node));
            }
            if (height == 0 && drawn < DeadlineNode.count(memory, node)) {
                return DeadlineNode.hash(
                        memory, DeadlineNode.record(node, drawn, DeadlineNode.LEAF_RECORD));
            }
        }
    }

    /** Files a deadline. */
    public void add(long handle, long deadline, long hash) {
        long node = roomyTop(handle);
        boolean rightmost = true;
        for (int height = memory.getInt(handle + HEIGHT); height > 0; height--) {
            int index = place(node, deadline, hash);
            long child = childAt(node, index);
            int recordBytes = height == 1 ? DeadlineNode.LEAF_RECORD : DeadlineNode.INNER_RECORD;
            rightmost &= index == DeadlineNode.count(memory, node) - 1;
            if (DeadlineNode.count(memory, child) == DeadlineNode.room(memory, child)) {
                split(node, index, child, recordBytes, rightmost);
                index = place(node, deadline, hash);
                child = childAt(node, index);
            }
            node = child;
        }
        int index =
                DeadlineNode.upperBound(memory, node, DeadlineNode.LEAF_RECORD, 0, deadline, hash);
        DeadlineNode.openGap(memory, node, index, DeadlineNode.LEAF_RECORD);
        DeadlineNode.put(
                memory, DeadlineNode.record(node, index, DeadlineNode.LEAF_RECORD), deadline, hash);
        memory.putInt(handle + RECORDS, count(handle) + 1);
    }

    /** Takes back one record that was added. */
    public void remove(long handle, long deadline, long hash) {
        int height = memory.getInt(handle + HEIGHT);
        long node = memory.getLong(handle);
        for (int level = 0; level < height; level++) {
            int index = place(node, deadline, hash);
            path[level] = node;
            places[level] = index;
            node = childAt(node, index);
        }
        int index =
                DeadlineNode.upperBound(memory, node, DeadlineNode.LEAF_RECORD, 0, deadline, hash)
                        - 1;
        long record = DeadlineNode.record(node, index, DeadlineNode.LEAF_RECORD);
        if (index < 0
                || DeadlineNode.deadline(memory, record) != deadline
                || DeadlineNode.hash(memory, record) != hash) {
            throw new AssertionError("no record of the deadline " + deadline);
        }
        DeadlineNode.closeGap(memory, node, index, DeadlineNode.LEAF_RECORD);
        memory.putInt(handle + RECORDS, count(handle) - 1);
        if (DeadlineNode.count(memory, node) == 0) {
            removeEmpty(handle, node, height);
        } else {
            mergeSparse(handle, node, height);
        }
    }

    /** Frees some nodes of an index that is not needed any more; returns whether there are more. */
    public boolean drain(long handle) {
        long node = memory.getLong(handle);
        if (node == 0) {
            return false;
        }
        int height = memory.getInt(handle + HEIGHT);
        for (int level = 0; level < height; level++) {
            path[level] = node;
            places[level] = 0;
            node = childAt(node, 0);
        }
        memory.putInt(handle + RECORDS, count(handle) - DeadlineNode.count(memory, node));
        removeEmpty(handle, node, height);
        return memory.getLong(handle) != 0;
    }

    /**
     * Moves a leaf, and the nodes above it, out of sparse slabs, and merges it with its neighbour if both have few
     * records.
     *
     * @param position 0 at first; for each level the number of the child to take, the last level's in the lowest bits.
     *     What changes between two steps may have some nodes missed.
     * @return the position to go on from, 0 at the end
     */
    public long compact(long handle, long position) {
        long top = memory.getLong(handle);
        if (top == 0) {
            return 0;
        }
        int height = memory.getInt(handle + HEIGHT);
        long node = allocator.compact(top);
        memory.putLong(handle, node);
        long next = 0;
        for (int level = 0; level < height; level++) {
            int shift = PLACE_BITS * (height - 1 - level);
            int last = DeadlineNode.count(memory, node) - 1;
            int index = Math.min((int) (position >>> shift) & PLACE_MASK, last);
            path[level] = node;
            places[level] = index;
            // The next leaf is the next child of the lowest node that has one.
            next = index < last ? ((position >>> shift) + 1) << shift : next;
            long record = DeadlineNode.record(node, index, DeadlineNode.INNER_RECORD);
            node = allocator.compact(DeadlineNode.child(memory, record));
            DeadlineNode.putChild(memory, record, node);
        }
        if (height > 0) {
            mergeLast(handle, height);
        }
        return next;
    }

    /** Merges the leaf at the end of the path with the one behind it, if both have few records. */
    private void mergeLast(long handle, int height) {
        long parent = path[height - 1];
        int left = places[height - 1];
        if (left + 1 < DeadlineNode.count(memory, parent)
                && merge(parent, left, DeadlineNode.LEAF_RECORD)) {
            lowerTop(handle, height);
        }
    }

    /** Frees a node that has no record, and the inner nodes that have no child then. */
    private void removeEmpty(long handle, long empty, int height) {
        free(empty);
        int level = height - 1;
        while (level >= 0) {
            DeadlineNode.closeGap(memory, path[level], places[level], DeadlineNode.INNER_RECORD);
            if (DeadlineNode.count(memory, path[level]) > 0) {
                break;
            }
            free(path[level]);
            level--;
        }
        if (level < 0) {
            memory.putLong(handle, 0);
            memory.putInt(handle + HEIGHT, 0);
            return;
        }
        lowerTop(handle, height);
    }

    /** Merges the node at the end of the path with its neighbour if both have few records, and so on upwards. */
    private void mergeSparse(long handle, long sparse, int height) {
        long node = sparse;
        for (int level = height - 1; level >= 0; level--) {
            int recordBytes =
                    level == height - 1 ? DeadlineNode.LEAF_RECORD : DeadlineNode.INNER_RECORD;
            long parent = path[level];
            int children = DeadlineNode.count(memory, parent);
            if (children == 1
                    || DeadlineNode.count(memory, node)
                            > DeadlineNode.room(memory, node) / SPARSE_PART) {
                break;
            }
            int left = Math.min(places[level], children - 2);
            if (!merge(parent, left, recordBytes)) {
                break;
            }
            node = parent;
        }
        lowerTop(handle, height);
    }

    /** Moves the records of the child behind this one into it, if they leave some room; returns whether they did. */
    private boolean merge(long parent, int left, int recordBytes) {
        long to = childAt(parent, left);
        long from = childAt(parent, left + 1);
        int kept = DeadlineNode.count(memory, to);
        int moved = DeadlineNode.count(memory, from);
        int room = DeadlineNode.room(memory, to);
        if (kept + moved > room - room / SPARSE_PART) {
            return false;
        }
        if (recordBytes == DeadlineNode.INNER_RECORD) {
            // In its new place the first child's record is looked at.
            long bound = DeadlineNode.record(parent, left + 1, DeadlineNode.INNER_RECORD);
            DeadlineNode.put(
                    memory,
                    DeadlineNode.record(from, 0, recordBytes),
                    DeadlineNode.deadline(memory, bound),
                    DeadlineNode.hash(memory, bound));
        }
        memory.move(
                DeadlineNode.record(from, 0, recordBytes),
                DeadlineNode.record(to, kept, recordBytes),
                (long) moved * recordBytes);
        DeadlineNode.putCount(memory, to, kept + moved);
        DeadlineNode.closeGap(memory, parent, left + 1, DeadlineNode.INNER_RECORD);
        free(from);
        return true;
    }

    /** Frees top nodes that have only one child. */
    private void lowerTop(long handle, int height) {
        int newHeight = height;
        long top = memory.getLong(handle);
        while (newHeight > 0 && DeadlineNode.count(memory, top) == 1) {
            long only = childAt(top, 0);
            free(top);
            top = only;
            newHeight--;
        }
        memory.putLong(handle, top);
        memory.putInt(handle + HEIGHT, newHeight);
    }

    /** The top node, with room for one more. */
    private long roomyTop(long handle) {
        long top = memory.getLong(handle);
        if (top == 0) {
            top = allocate(FIRST_ROOM, DeadlineNode.LEAF_RECORD);
            memory.putLong(handle, top);
            return top;
        }
        if (DeadlineNode.count(memory, top) < DeadlineNode.room(memory, top)) {
            return top;
        }
        int height = memory.getInt(handle + HEIGHT);
        int room = DeadlineNode.room(memory, top);
        if (height == 0 && room < DeadlineNode.LEAF_ROOM) {
            // Alone, a leaf is no larger than it needs to be: many hashes have a few fields that
            // expire.
            int more = Math.min(DeadlineNode.LEAF_ROOM, 2 * room);
            long larger = allocate(more, DeadlineNode.LEAF_RECORD);
            memory.move(
                    DeadlineNode.record(top, 0, DeadlineNode.LEAF_RECORD),
                    DeadlineNode.record(larger, 0, DeadlineNode.LEAF_RECORD),
                    (long) room * DeadlineNode.LEAF_RECORD);
            DeadlineNode.putCount(memory, larger, room);
            free(top);
            memory.putLong(handle, larger);
            return larger;
        }
        long above = allocate(DeadlineNode.INNER_ROOM, DeadlineNode.INNER_RECORD);
        long record = DeadlineNode.record(above, 0, DeadlineNode.INNER_RECORD);
        DeadlineNode.put(memory, record, Long.MIN_VALUE, Long.MIN_VALUE);
        DeadlineNode.putChild(memory, record, top);
        DeadlineNode.putCount(memory, above, 1);
        memory.putLong(handle, above);
        memory.putInt(handle + HEIGHT, height + 1);
        return above;
    }

    /** Moves a part of a full child to a new one behind it; its parent has room. */
    private void split(long parent, int index, long child, int recordBytes, boolean rightmost) {
        int count = DeadlineNode.count(memory, child);
        // Deadlines mostly grow with time: at the far right, where new ones come, the left node
        // stays full.
        int kept = rightmost ? count - 1 : count / 2;
        int room =
                recordBytes == DeadlineNode.LEAF_RECORD
                        ? DeadlineNode.LEAF_ROOM
                        : DeadlineNode.INNER_ROOM;
        long made = allocate(room, recordBytes);
        long first = DeadlineNode.record(child, kept, recordBytes);
        memory.move(
                first,
                DeadlineNode.record(made, 0, recordBytes),
                (long) (count - kept) * recordBytes);
        DeadlineNode.putCount(memory, made, count - kept);
        DeadlineNode.putCount(memory, child, kept);
        DeadlineNode.openGap(memory, parent, index + 1, DeadlineNode.INNER_RECORD);
        long record = DeadlineNode.record(parent, index + 1, DeadlineNode.INNER_RECORD);
        DeadlineNode.put(
                memory,
                record,
                DeadlineNode.deadline(memory, first),
                DeadlineNode.hash(memory, first));
        DeadlineNode.putChild(memory, record, made);
    }

    /** The child that a record belongs to. */
    private int place(long node, long deadline, long hash) {
        return DeadlineNode.upperBound(memory, node, DeadlineNode.INNER_RECORD, 1, deadline, hash)
                - 1;
    }

    private long childAt(long node, int index) {
        return DeadlineNode.child(
                memory, DeadlineNode.record(node, index, DeadlineNode.INNER_RECORD));
    }

    private long firstLeaf(long handle) {
        long node = memory.getLong(handle);
        if (node == 0) {
            return 0;
        }
        for (int height = memory.getInt(handle + HEIGHT); height > 0; height--) {
            node = childAt(node, 0);
        }
        return node;
    }

    private long allocate(int room, int recordBytes) {
        long node = allocator.allocate(DeadlineNode.bytes(room, recordBytes));
        bytes += allocator.footprint(node);
        DeadlineNode.putCount(memory, node, 0);
        DeadlineNode.putRoom(memory, node, room);
        return node;
    }

    private void free(long node) {
        bytes -= allocator.footprint(node);
        allocator.free(node);
    }
}
