// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import dev.cairn.storage.memory.Memory;

/**
 * A value that is too big to be handed over at once, and waits for its turn or has it: 64 bytes in the region.
 *
 * <pre>
 *  0           8             16            24            32             40         44       48            56      64
 * +-----------+-------------+-------------+-------------+--------------+----------+--------+-------------+-------+
 * | the next  | copy of the | root, or    | elements or | elements set | database | flags  | position of | levels|
 * | that waits| entry (64)  | block of a  | bytes at    | aside (64)   | (32)     | (32)   | its walk    |       |
 * | (64)      |             | string (64) | start (64)  |              |          |        | (64)        | (32)  |
 * +-----------+-------------+-------------+-------------+--------------+----------+--------+-------------+-------+
 *
 * an element that changed before its collection's turn:
 * +-----------+---------------------+
 * | the next  | copy of the element |
 * | (64)      | (64)                |
 * +-----------+---------------------+
 * </pre>
 */
final class HeldValueLayout {
    static final int BYTES = 64;

    /** Some elements carried an expiry. */
    static final int ELEMENTS_EXPIRE = 1;

    /** Nobody else has the value any more: it is freed when it has been handed over. */
    static final int OWNED = 1 << 1;

    /** The value is a string, which is lent, and handed over in pieces. */
    static final int STRING = 1 << 2;

    /** The value is a tree of listpacks, whose top at the start stands in place of the position, and its levels behind. */
    static final int TREE = 1 << 3;

    /** The value is a stream as it was taken up: a {@link dev.cairn.storage.type.stream.FrozenStream}. */
    static final int STREAM = 1 << 4;

    static final int ASIDE_BYTES = 16;

    private static final int ENTRY = 8;
    private static final int VALUE = 16;
    private static final int COUNT = 24;
    private static final int ASIDE = 32;
    private static final int DATABASE = 40;
    private static final int FLAGS = 44;
    private static final int POSITION = 48;
    private static final int LEVELS = 56;

    private HeldValueLayout() {}

    static void init(
            Memory memory, long held, long entry, long value, long count, int database, int flags) {
        memory.fill(held, BYTES, (byte) 0);
        memory.putLong(held + ENTRY, entry);
        memory.putLong(held + VALUE, value);
        memory.putLong(held + COUNT, count);
        memory.putInt(held + DATABASE, database);
        memory.putInt(held + FLAGS, flags);
    }

    static long next(Memory memory, long held) {
        return memory.getLong(held);
    }

    static void putNext(Memory memory, long held, long next) {
        memory.putLong(held, next);
    }

    static long entry(Memory memory, long held) {
        return memory.getLong(held + ENTRY);
    }

    static long value(Memory memory, long held) {
        return memory.getLong(held + VALUE);
    }

    static long count(Memory memory, long held) {
        return memory.getLong(held + COUNT);
    }

    static long aside(Memory memory, long held) {
        return memory.getLong(held + ASIDE);
    }

    static void putAside(Memory memory, long held, long aside) {
        memory.putLong(held + ASIDE, aside);
    }

    static int database(Memory memory, long held) {
        return memory.getInt(held + DATABASE);
    }

    static boolean is(Memory memory, long held, int flag) {
        return (memory.getInt(held + FLAGS) & flag) != 0;
    }

    static void setOwned(Memory memory, long held) {
        memory.putInt(held + FLAGS, memory.getInt(held + FLAGS) | OWNED);
    }

    static long position(Memory memory, long held) {
        return memory.getLong(held + POSITION);
    }

    static void putPosition(Memory memory, long held, long position) {
        memory.putLong(held + POSITION, position);
    }

    static int levels(Memory memory, long held) {
        return memory.getInt(held + LEVELS);
    }

    static void putLevels(Memory memory, long held, int levels) {
        memory.putInt(held + LEVELS, levels);
    }

    static void initAside(Memory memory, long aside, long next, long element) {
        memory.putLong(aside, next);
        memory.putLong(aside + Long.BYTES, element);
    }

    static long asideElement(Memory memory, long aside) {
        return memory.getLong(aside + Long.BYTES);
    }
}
