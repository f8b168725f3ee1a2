// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.expiry;

import dev.cairn.storage.memory.Memory;

/**
 * The nodes of a {@link DeadlineIndex}.
 *
 * <pre>
 * leaf:
 *  0          4           8           24                    inner node:
 * +----------+-----------+-----------+-----------+ - -     +----------+-----------+-------------------+ - -
 * | records  | room for  | deadline, | deadline, |         | children | room for  | first record,     |
 * | (32)     | (32)      | hash      | hash      |         | (32)     | (32)      | child's address   |
 * +----------+-----------+-----------+-----------+ - -     +----------+-----------+-------------------+ - -
 * </pre>
 *
 * <p>An inner node's first record of a child is not above any record in it and not below any record of the children
 * before; the first child's is never looked at.
 */
final class DeadlineNode {
    static final int LEAF_RECORD = 16;
    static final int INNER_RECORD = 24;
    static final int LEAF_ROOM = 63;
    static final int INNER_ROOM = 42;

    private static final int HEADER_BYTES = 8;
    private static final int ROOM = 4;

    private DeadlineNode() {}

    static int bytes(int room, int recordBytes) {
        return HEADER_BYTES + room * recordBytes;
    }

    static int count(Memory memory, long node) {
        return memory.getInt(node);
    }

    static void putCount(Memory memory, long node, int count) {
        memory.putInt(node, count);
    }

    static int room(Memory memory, long node) {
        return memory.getInt(node + ROOM);
    }

    static void putRoom(Memory memory, long node, int room) {
        memory.putInt(node + ROOM, room);
    }

    static long record(long node, int index, int recordBytes) {
        return node + HEADER_BYTES + (long) index * recordBytes;
    }

    static long deadline(Memory memory, long record) {
        return memory.getLong(record);
    }

    static long hash(Memory memory, long record) {
        return memory.getLong(record + Long.BYTES);
    }

    static long child(Memory memory, long record) {
        return memory.getLong(record + 2L * Long.BYTES);
    }

    static void put(Memory memory, long record, long deadline, long hash) {
        memory.putLong(record, deadline);
        memory.putLong(record + Long.BYTES, hash);
    }

    static void putChild(Memory memory, long record, long child) {
        memory.putLong(record + 2L * Long.BYTES, child);
    }

    /** How many records of the node, from this index on, are not above the given one, plus the index. */
    static int upperBound(
            Memory memory, long node, int recordBytes, int from, long deadline, long hash) {
        int low = from;
        int high = count(memory, node);
        while (low < high) {
            int middle = (low + high) >>> 1;
            long record = record(node, middle, recordBytes);
            long other = deadline(memory, record);
            if (other < deadline || (other == deadline && hash(memory, record) <= hash)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Makes a gap for one record. */
    static void openGap(Memory memory, long node, int index, int recordBytes) {
        int count = count(memory, node);
        long at = record(node, index, recordBytes);
        memory.move(at, at + recordBytes, (long) (count - index) * recordBytes);
        putCount(memory, node, count + 1);
    }

    static void closeGap(Memory memory, long node, int index, int recordBytes) {
        int count = count(memory, node) - 1;
        long at = record(node, index, recordBytes);
        memory.move(at + recordBytes, at, (long) (count - index) * recordBytes);
        putCount(memory, node, count);
    }
}
