// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.memory.Memory;

/**
 * The nodes of a {@link ScoreTree}.
 *
 * <pre>
 * leaf, up to 256 bytes:
 *  0         2          4         5       8
 * +---------+----------+---------+-------+-----------+-----------+ - -
 * | count   | room for | level,  | -     | element's | element's |
 * | (16)    | (16)     | 0       |       | reference | reference |
 * +---------+----------+---------+-------+-----------+-----------+ - -
 *
 * inner node, 504 bytes:
 *  0         2          4         5       8                 256                    380
 * +---------+----------+---------+-------+-----------------+----------------------+---------------------+
 * | count   | room,    | level,  | -     | scores (64)     | children's           | elements below each |
 * | (16)    | 31 (16)  | 1 and up|       | one per child   | references (32)      | child (32)          |
 * +---------+----------+---------+-------+-----------------+----------------------+---------------------+
 * </pre>
 *
 * <p>A child's score is not above any score below it, and not below any score of the children before. It need not be
 * the score of an element that is there. The first child's is not looked at.
 */
final class ScoreNode {
    static final int LEAF_ROOM = 62;
    static final int INNER_ROOM = 31;

    private static final int ROOM = 2;
    private static final int LEVEL = 4;
    private static final int HEADER_BYTES = 8;
    private static final int CHILDREN = HEADER_BYTES + INNER_ROOM * Double.BYTES;
    private static final int COUNTS = CHILDREN + INNER_ROOM * Integer.BYTES;
    private static final int INNER_BYTES = COUNTS + INNER_ROOM * Integer.BYTES;

    private ScoreNode() {}

    static int bytes(int level, int room) {
        return level == 0 ? HEADER_BYTES + room * Integer.BYTES : INNER_BYTES;
    }

    static void init(Memory memory, long node, int level, int room) {
        memory.putLong(node, (long) room << 16 | (long) level << 32);
    }

    static int count(Memory memory, long node) {
        return memory.getShort(node);
    }

    static void putCount(Memory memory, long node, int count) {
        memory.putShort(node, (short) count);
    }

    static int room(Memory memory, long node) {
        return memory.getShort(node + ROOM);
    }

    static int level(Memory memory, long node) {
        return memory.getByte(node + LEVEL);
    }

    /** The element or child with this number, as a reference. */
    static long reference(Memory memory, long node, int index) {
        return memory.getInt(references(memory, node) + (long) index * Integer.BYTES)
                & 0xffff_ffffL;
    }

    static void putReference(Memory memory, long node, int index, long reference) {
        memory.putInt(references(memory, node) + (long) index * Integer.BYTES, (int) reference);
    }

    static double score(Memory memory, long node, int index) {
        return Double.longBitsToDouble(
                memory.getLong(node + HEADER_BYTES + (long) index * Double.BYTES));
    }

    static void putScore(Memory memory, long node, int index, double score) {
        memory.putLong(
                node + HEADER_BYTES + (long) index * Double.BYTES,
                Double.doubleToRawLongBits(score));
    }

    static long below(Memory memory, long node, int index) {
        return memory.getInt(node + COUNTS + (long) index * Integer.BYTES) & 0xffff_ffffL;
    }

    static void addBelow(Memory memory, long node, int index, long more) {
        long at = node + COUNTS + (long) index * Integer.BYTES;
        memory.putInt(at, memory.getInt(at) + (int) more);
    }

    static void putBelow(Memory memory, long node, int index, long count) {
        memory.putInt(node + COUNTS + (long) index * Integer.BYTES, (int) count);
    }

    /** The number of elements below some of the node's records. */
    static long elements(Memory memory, long node, int from, int to) {
        if (level(memory, node) == 0) {
            return (long) to - from;
        }
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += below(memory, node, i);
        }
        return sum;
    }

    /** Which child of an inner node has the element that this many of the node's stand before. */
    static int holding(Memory memory, long node, long before) {
        int index = 0;
        for (long left = before - below(memory, node, 0);
                left >= 0;
                left -= below(memory, node, index)) {
            index++;
        }
        return index;
    }

    /** Where a leaf has this reference; it must have it. */
    static int indexOf(Memory memory, long leaf, long reference) {
        int count = count(memory, leaf);
        for (int i = 0; i < count; i++) {
            if (reference(memory, leaf, i) == reference) {
                return i;
            }
        }
        throw new AssertionError("the order does not have this element: " + reference);
    }

    /** Copies records between nodes of one level, or within one; the counts are the caller's. */
    static void copy(Memory memory, long from, int fromIndex, long to, int toIndex, int records) {
        if (records == 0) {
            return;
        }
        if (level(memory, from) > 0) {
            int base = HEADER_BYTES;
            memory.move(
                    from + base + (long) fromIndex * Double.BYTES,
                    to + base + (long) toIndex * Double.BYTES,
                    (long) records * Double.BYTES);
            copyInts(memory, from + COUNTS, fromIndex, to + COUNTS, toIndex, records);
        }
        copyInts(
                memory,
                references(memory, from),
                fromIndex,
                references(memory, to),
                toIndex,
                records);
    }

    /** Makes a gap for some records. */
    static void openGap(Memory memory, long node, int index, int records) {
        int count = count(memory, node);
        copy(memory, node, index, node, index + records, count - index);
        putCount(memory, node, count + records);
    }

    static void closeGap(Memory memory, long node, int index, int records) {
        int count = count(memory, node) - records;
        copy(memory, node, index + records, node, index, count - index);
        putCount(memory, node, count);
    }

    private static long references(Memory memory, long node) {
        return node + (level(memory, node) == 0 ? HEADER_BYTES : CHILDREN);
    }

    private static void copyInts(
            Memory memory, long from, int fromIndex, long to, int toIndex, int count) {
        memory.move(
                from + (long) fromIndex * Integer.BYTES,
                to + (long) toIndex * Integer.BYTES,
                (long) count * Integer.BYTES);
    }
}
