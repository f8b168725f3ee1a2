// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.memory.Memory;

/**
 * A node of a tree, and the stamp that stands before a leaf.
 *
 * <pre>
 *  0             8          10          12    16
 * +-------------+----------+-----------+-----+-------------------- - -
 * | stamp (64)  | entries  | room for  | -   | entries of 32 bytes
 * |             | (16)     | (16)      |     |
 * +-------------+----------+-----------+-----+-------------------- - -
 *
 * entry:
 *  0                   8                  16                 24                32
 * +-------------------+------------------+------------------+-----------------+
 * | child: node, or   | elements below   | first key below: | its lower half  |
 * | leaf's content    | (64)             | upper half (64)  | (64)            |
 * +-------------------+------------------+------------------+-----------------+
 *
 * leaf, named by the address of its content:
 *  -8            0
 * +-------------+-------------- - -
 * | stamp (64)  | content
 * +-------------+-------------- - -
 * </pre>
 *
 * <p>stamp: the epoch in which the block was made, times two; odd when the live tree has the block no more and only a snapshot
 * waits for it.
 */
final class TreeNodeLayout {
    /** The most entries of a node. */
    static final int MOST = 64;

    /** What a node begins with room for. */
    static final int FEWEST = 4;

    /** What stands before a leaf's content. */
    static final int LEAF_HEADER_BYTES = 8;

    private static final int USED = 8;
    private static final int CAPACITY = 10;
    private static final int ENTRIES = 16;
    private static final int ENTRY_SHIFT = 5;
    private static final int COUNT = 8;
    private static final int KEY_HIGH = 16;
    private static final int KEY_LOW = 24;

    private TreeNodeLayout() {}

    static int bytes(int capacity) {
        return ENTRIES + (capacity << ENTRY_SHIFT);
    }

    static void init(Memory memory, long node, int capacity, long stamp) {
        memory.putLong(node, stamp);
        memory.putShort(node + USED, (short) 0);
        memory.putShort(node + CAPACITY, (short) capacity);
    }

    /** The stamp of a block: of a node, or of a leaf's block. */
    static long stamp(Memory memory, long block) {
        return memory.getLong(block);
    }

    static void putStamp(Memory memory, long block, long stamp) {
        memory.putLong(block, stamp);
    }

    static int used(Memory memory, long node) {
        return memory.getShort(node + USED);
    }

    static void putUsed(Memory memory, long node, int used) {
        memory.putShort(node + USED, (short) used);
    }

    static int capacity(Memory memory, long node) {
        return memory.getShort(node + CAPACITY);
    }

    static long entry(long node, int index) {
        return node + ENTRIES + ((long) index << ENTRY_SHIFT);
    }

    static long child(Memory memory, long node, int index) {
        return memory.getLong(entry(node, index));
    }

    static void putChild(Memory memory, long node, int index, long child) {
        memory.putLong(entry(node, index), child);
    }

    static long count(Memory memory, long node, int index) {
        return memory.getLong(entry(node, index) + COUNT);
    }

    static void putCount(Memory memory, long node, int index, long count) {
        memory.putLong(entry(node, index) + COUNT, count);
    }

    static long keyHigh(Memory memory, long node, int index) {
        return memory.getLong(entry(node, index) + KEY_HIGH);
    }

    static long keyLow(Memory memory, long node, int index) {
        return memory.getLong(entry(node, index) + KEY_LOW);
    }

    static void putKey(Memory memory, long node, int index, long high, long low) {
        memory.putLong(entry(node, index) + KEY_HIGH, high);
        memory.putLong(entry(node, index) + KEY_LOW, low);
    }

    /** Opens a gap for entries; there is room for them. */
    static void open(Memory memory, long node, int index, int entries) {
        int used = used(memory, node);
        moveEntries(memory, node, index, node, index + entries, used - index);
        putUsed(memory, node, used + entries);
    }

    static void remove(Memory memory, long node, int index, int entries) {
        int used = used(memory, node);
        moveEntries(memory, node, index + entries, node, index, used - index - entries);
        putUsed(memory, node, used - entries);
    }

    static void moveEntries(Memory memory, long from, int index, long to, int place, int entries) {
        memory.move(entry(from, index), entry(to, place), (long) entries << ENTRY_SHIFT);
    }

    /** How many entries at an end have at most so many elements below them together. */
    static int fitting(Memory memory, long node, boolean head, long most) {
        int used = used(memory, node);
        long left = most;
        for (int i = 0; i < used; i++) {
            left -= count(memory, node, head ? i : used - 1 - i);
            if (left < 0) {
                return i;
            }
        }
        return used;
    }

    /** How many elements are below some of the entries. */
    static long sum(Memory memory, long node, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += count(memory, node, i);
        }
        return sum;
    }
}
