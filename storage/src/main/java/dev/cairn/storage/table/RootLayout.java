// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Memory;

/**
 * The root of a table: 72 bytes.
 *
 * <pre>
 *  0                        8                       16                       24         28          32
 * +------------------------+------------------------+------------------------+----------+-----------+
 * | entries (64)           | directory's address,   | the only segment's     | depth    | segments  |
 * |                        | 0 with depth 0         | directory word, depth 0| (32)     | as deep   |
 * +------------------------+------------------------+------------------------+----------+-----------+
 * | bytes of the blocks    | index of deadlines: its handle                  | what a snapshot      |
 * | owned (64)             |                                                 | remembers (64)       |
 * +------------------------+------------------------+------------------------+----------+-----------+
 * | order of the scores:   |
 * | top node's address (64)|
 * +------------------------+
 * 64                       72
 * </pre>
 *
 * <p>A directory word: reference of the segment (32 bits), its count of groups (16), its depth (8). The directory has
 * one for each value of the hash's top {@code depth} bits; a segment of lesser depth stands in it several times.
 */
final class RootLayout {
    static final int BYTES = 72;

    private static final int COUNT = 0;
    private static final int DIRECTORY = 8;
    private static final int ONLY_WORD = 16;
    private static final int DEPTH = 24;
    private static final int DEEPEST = 28;
    private static final int OWNED_BYTES = 32;
    private static final int DEADLINES = 40;
    private static final int SNAPSHOT = 56;
    private static final int ORDER = 64;

    private RootLayout() {}

    static void init(Memory memory, long root) {
        memory.fill(root, BYTES, (byte) 0);
    }

    static long count(Memory memory, long root) {
        return memory.getLong(root + COUNT);
    }

    static void addCount(Memory memory, long root, long more) {
        memory.putLong(root + COUNT, memory.getLong(root + COUNT) + more);
    }

    /** The table behind this one in the list of those that wait to be freed. */
    static long nextPending(Memory memory, long root) {
        return memory.getLong(root + COUNT);
    }

    static void putNextPending(Memory memory, long root, long next) {
        memory.putLong(root + COUNT, next);
    }

    static int depth(Memory memory, long root) {
        return memory.getInt(root + DEPTH);
    }

    static void putDepth(Memory memory, long root, int depth) {
        memory.putInt(root + DEPTH, depth);
    }

    static long directory(Memory memory, long root) {
        return memory.getLong(root + DIRECTORY);
    }

    static void putDirectory(Memory memory, long root, long directory) {
        memory.putLong(root + DIRECTORY, directory);
    }

    /** Segments whose depth is the directory's; without any the directory can be halved. */
    static int deepest(Memory memory, long root) {
        return memory.getInt(root + DEEPEST);
    }

    static void putDeepest(Memory memory, long root, int deepest) {
        memory.putInt(root + DEEPEST, deepest);
    }

    static long ownedBytes(Memory memory, long root) {
        return memory.getLong(root + OWNED_BYTES);
    }

    static void addOwnedBytes(Memory memory, long root, long more) {
        memory.putLong(root + OWNED_BYTES, memory.getLong(root + OWNED_BYTES) + more);
    }

    /** The handle of the {@code DeadlineIndex} over the table's entries. */
    static long deadlines(long root) {
        return root + DEADLINES;
    }

    /** The handle of the {@code ScoreTree} over the table's entries; empty but for sorted sets. */
    static long order(long root) {
        return root + ORDER;
    }

    static long snapshot(Memory memory, long root) {
        return memory.getLong(root + SNAPSHOT);
    }

    static void putSnapshot(Memory memory, long root, long record) {
        memory.putLong(root + SNAPSHOT, record);
    }

    /** Where the directory word for this index stands. */
    static long wordAddress(Memory memory, long root, long index) {
        return depth(memory, root) == 0 ? root + ONLY_WORD : directory(memory, root) + (index << 3);
    }

    /** The directory word for this hash, 0 if the table has no segment. */
    static long word(Memory memory, long root, long hash) {
        int depth = memory.getInt(root + DEPTH);
        return depth == 0
                ? memory.getLong(root + ONLY_WORD)
                : memory.getLong(memory.getLong(root + DIRECTORY) + ((hash >>> -depth) << 3));
    }

    static long word(long reference, int groups, int depth) {
        return reference | (long) groups << 32 | (long) depth << 48;
    }

    static long reference(long word) {
        return word & 0xffff_ffffL;
    }

    static int groups(long word) {
        return (int) (word >>> 32) & 0xffff;
    }

    static int segmentDepth(long word) {
        return (int) (word >>> 48);
    }
}
