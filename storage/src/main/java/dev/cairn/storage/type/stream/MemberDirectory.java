// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

/**
 * The groups of a stream or the consumers of a group, in the order of their names' bytes; found by halving.
 *
 * <pre>
 * | count u32 | capacity u32 | member u64 | ...
 * </pre>
 */
final class MemberDirectory {
    private static final int COUNT = 0;
    private static final int CAPACITY = 4;
    private static final int MEMBERS = 8;

    private final Memory memory;
    private final Allocator allocator;

    /** Where the last search ended: the member found, or its place. */
    private int place;

    MemberDirectory(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.allocator = allocator;
    }

    /** How many members a directory has, which may be 0 for none. */
    int count(long directory) {
        return directory == 0 ? 0 : memory.getInt(directory + COUNT);
    }

    long member(long directory, int index) {
        return memory.getLong(directory + MEMBERS + 8L * index);
    }

    /** The member of this name, or 0. */
    long find(long directory, ByteSlice name) {
        int low = 0;
        int high = count(directory);
        while (low < high) {
            int middle = (low + high) >>> 1;
            long member = member(directory, middle);
            int order = compare(member, name);
            if (order == 0) {
                place = middle;
                return member;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        place = low;
        return 0;
    }

    /** Makes room for one more; returns the directory, which is made or may have moved. */
    long grown(long directory) {
        int count = count(directory);
        if (directory != 0 && count < memory.getInt(directory + CAPACITY)) {
            return directory;
        }
        int capacity = count == 0 ? 1 : count + Math.max(1, count / 2);
        long made = allocator.allocate(MEMBERS + 8L * capacity);
        memory.putInt(made + COUNT, count);
        memory.putInt(made + CAPACITY, capacity);
        if (directory != 0) {
            memory.move(directory + MEMBERS, made + MEMBERS, 8L * count);
            allocator.free(directory);
        }
        return made;
    }

    /** Puts a member where {@link #find} has just not found it; there is room. */
    void insert(long directory, long member) {
        int count = count(directory);
        long at = directory + MEMBERS + 8L * place;
        memory.move(at, at + 8, 8L * (count - place));
        memory.putLong(at, member);
        memory.putInt(directory + COUNT, count + 1);
    }

    /** Takes out the member that {@link #find} has just found. */
    void remove(long directory) {
        int count = count(directory);
        long at = directory + MEMBERS + 8L * place;
        memory.move(at + 8, at, 8L * (count - place - 1));
        memory.putInt(directory + COUNT, count - 1);
    }

    private int compare(long member, ByteSlice name) {
        int length = MemberLayout.nameLength(memory, member);
        int common = Math.min(length, name.length());
        for (int i = 0; i < common; i++) {
            int order =
                    (memory.getByte(member + MemberLayout.NAME + i) & 0xFF) - (name.at(i) & 0xFF);
            if (order != 0) {
                return order;
            }
        }
        return length - name.length();
    }
}
