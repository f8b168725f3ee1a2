// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.memory.Memory;

/**
 * The root of a tree: 64 bytes.
 *
 * <pre>
 *  0                  8                  16                 24                 32
 * +------------------+------------------+------------------+------------------+
 * | elements (64)    | top node, 0 when | bytes of the     | leaves (64)      |
 * |                  | empty (64)       | blocks (64)      |                  |
 * +------------------+------------------+------------------+--------+---------+
 * | held since epoch,| what a snapshot  | the owner's word | levels | -       |
 * | 0: not held (64) | remembers (64)   | (64)             | (32)   |         |
 * +------------------+------------------+------------------+--------+---------+
 * 32                 40                 48                 56       60        64
 * </pre>
 *
 * <p>Where a tree waits to be freed, the one behind it stands in place of the count of elements.
 */
final class TreeRootLayout {
    static final int BYTES = 64;

    private static final int COUNT = 0;
    private static final int TOP = 8;
    private static final int OWNED = 16;
    private static final int LEAVES = 24;
    private static final int EPOCH = 32;
    private static final int RECORD = 40;
    private static final int WORD = 48;
    private static final int LEVELS = 56;

    private TreeRootLayout() {}

    static void init(Memory memory, long root) {
        memory.fill(root, BYTES, (byte) 0);
    }

    static long count(Memory memory, long root) {
        return memory.getLong(root + COUNT);
    }

    static void putCount(Memory memory, long root, long count) {
        memory.putLong(root + COUNT, count);
    }

    static long nextPending(Memory memory, long root) {
        return memory.getLong(root + COUNT);
    }

    static void putNextPending(Memory memory, long root, long next) {
        memory.putLong(root + COUNT, next);
    }

    static long top(Memory memory, long root) {
        return memory.getLong(root + TOP);
    }

    static void putTop(Memory memory, long root, long node) {
        memory.putLong(root + TOP, node);
    }

    static long ownedBytes(Memory memory, long root) {
        return memory.getLong(root + OWNED);
    }

    static void addOwnedBytes(Memory memory, long root, long more) {
        memory.putLong(root + OWNED, memory.getLong(root + OWNED) + more);
    }

    static long leaves(Memory memory, long root) {
        return memory.getLong(root + LEAVES);
    }

    static void addLeaves(Memory memory, long root, int more) {
        memory.putLong(root + LEAVES, memory.getLong(root + LEAVES) + more);
    }

    static long heldEpoch(Memory memory, long root) {
        return memory.getLong(root + EPOCH);
    }

    static void putHeldEpoch(Memory memory, long root, long epoch) {
        memory.putLong(root + EPOCH, epoch);
    }

    static long record(Memory memory, long root) {
        return memory.getLong(root + RECORD);
    }

    static void putRecord(Memory memory, long root, long record) {
        memory.putLong(root + RECORD, record);
    }

    static long word(Memory memory, long root) {
        return memory.getLong(root + WORD);
    }

    static void putWord(Memory memory, long root, long word) {
        memory.putLong(root + WORD, word);
    }

    /** How many levels of nodes there are between root and leaves; 0 when empty. */
    static int levels(Memory memory, long root) {
        return memory.getInt(root + LEVELS);
    }

    static void putLevels(Memory memory, long root, int levels) {
        memory.putInt(root + LEVELS, levels);
    }
}
