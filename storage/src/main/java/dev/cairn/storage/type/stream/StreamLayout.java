// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;

/**
 * The root of a stream, to which its entry points; it stays where it is as long as the stream lives.
 *
 * <pre>
 *  0              8              16                       32
 * +--------------+--------------+------------------------+------------------------+
 * | blocks: tree | length       | last id: ms, seq       | first id: ms, seq      |
 * +--------------+--------------+------------------------+------------------------+
 * | greatest deleted id: ms, seq| entries added          | groups: directory or 0 |
 * +-----------------------------+------------------------+------------------------+
 *  48                            64                       72                       80
 * </pre>
 */
final class StreamLayout {
    static final int BYTES = 80;

    private static final int BLOCKS = 0;
    private static final int LENGTH = 8;
    private static final int LAST = 16;
    private static final int FIRST = 32;
    private static final int DELETED = 48;
    private static final int ADDED = 64;
    private static final int GROUPS = 72;

    private StreamLayout() {}

    static void init(Memory memory, long stream, long blocks) {
        memory.fill(stream, BYTES, (byte) 0);
        memory.putLong(stream + BLOCKS, blocks);
    }

    static long blocks(Memory memory, long stream) {
        return memory.getLong(stream + BLOCKS);
    }

    static void putBlocks(Memory memory, long stream, long blocks) {
        memory.putLong(stream + BLOCKS, blocks);
    }

    static long length(Memory memory, long stream) {
        return memory.getLong(stream + LENGTH);
    }

    static void putLength(Memory memory, long stream, long length) {
        memory.putLong(stream + LENGTH, length);
    }

    static StreamId last(Memory memory, long stream, StreamId into) {
        return id(memory, stream + LAST, into);
    }

    static void putLast(Memory memory, long stream, long ms, long seq) {
        putId(memory, stream + LAST, ms, seq);
    }

    static StreamId first(Memory memory, long stream, StreamId into) {
        return id(memory, stream + FIRST, into);
    }

    static void putFirst(Memory memory, long stream, long ms, long seq) {
        putId(memory, stream + FIRST, ms, seq);
    }

    static StreamId greatestDeleted(Memory memory, long stream, StreamId into) {
        return id(memory, stream + DELETED, into);
    }

    static void putGreatestDeleted(Memory memory, long stream, long ms, long seq) {
        putId(memory, stream + DELETED, ms, seq);
    }

    static long added(Memory memory, long stream) {
        return memory.getLong(stream + ADDED);
    }

    static void putAdded(Memory memory, long stream, long added) {
        memory.putLong(stream + ADDED, added);
    }

    static long groups(Memory memory, long stream) {
        return memory.getLong(stream + GROUPS);
    }

    static void putGroups(Memory memory, long stream, long directory) {
        memory.putLong(stream + GROUPS, directory);
    }

    private static StreamId id(Memory memory, long at, StreamId into) {
        return into.set(memory.getLong(at), memory.getLong(at + 8));
    }

    private static void putId(Memory memory, long at, long ms, long seq) {
        memory.putLong(at, ms);
        memory.putLong(at + 8, seq);
    }
}
