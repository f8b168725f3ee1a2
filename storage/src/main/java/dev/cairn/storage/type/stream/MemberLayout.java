// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;

/**
 * A consumer group of a stream, or a consumer of a group: what has a name and pending entries. It stays where it is as long
 * as it lives.
 *
 * <pre>
 *            0                 8              16          24            32              40
 *           +-----------------+--------------+-----------+-------------+---------------+-----------+----------
 * group     | name length u32 | pending tree | last ms   | last seq    | entries read  | consumers | name ...
 * consumer  | name length u32 | pending tree | seen at   | active at   | -             | -         | name ...
 *           +-----------------+--------------+-----------+-------------+---------------+-----------+----------
 * </pre>
 *
 * <p>Entries read is -1 where it is not known, active at is -1 before the first delivery; consumers is the address of a
 * directory, or 0.
 */
final class MemberLayout {
    static final int NAME = 48;

    private static final int NAME_LENGTH = 0;
    private static final int PENDING = 8;
    static final int LAST = 16;

    /** From {@link #LAST} on, what is told of a member beside its name. */
    static final int TOLD_BYTES = 24;

    private static final int SEEN = 16;
    private static final int ACTIVE = 24;
    private static final int READ = 32;
    private static final int CONSUMERS = 40;

    private MemberLayout() {}

    static void init(Memory memory, long member, ByteSlice name, long pending) {
        memory.fill(member, NAME, (byte) 0);
        memory.putInt(member + NAME_LENGTH, name.length());
        memory.putLong(member + PENDING, pending);
        memory.copyIn(name, member + NAME);
    }

    static int nameLength(Memory memory, long member) {
        return memory.getInt(member + NAME_LENGTH);
    }

    static StoredBytes name(Memory memory, long member, StoredBytes into) {
        return into.set(memory, member + NAME, nameLength(memory, member));
    }

    static long pending(Memory memory, long member) {
        return memory.getLong(member + PENDING);
    }

    static void putPending(Memory memory, long member, long tree) {
        memory.putLong(member + PENDING, tree);
    }

    static StreamId last(Memory memory, long group, StreamId into) {
        return into.set(memory.getLong(group + LAST), memory.getLong(group + LAST + 8));
    }

    static void putLast(Memory memory, long group, long ms, long seq) {
        memory.putLong(group + LAST, ms);
        memory.putLong(group + LAST + 8, seq);
    }

    static long read(Memory memory, long group) {
        return memory.getLong(group + READ);
    }

    static void putRead(Memory memory, long group, long read) {
        memory.putLong(group + READ, read);
    }

    static long consumers(Memory memory, long group) {
        return memory.getLong(group + CONSUMERS);
    }

    static void putConsumers(Memory memory, long group, long directory) {
        memory.putLong(group + CONSUMERS, directory);
    }

    static long seen(Memory memory, long consumer) {
        return memory.getLong(consumer + SEEN);
    }

    static void putSeen(Memory memory, long consumer, long atMillis) {
        memory.putLong(consumer + SEEN, atMillis);
    }

    static long active(Memory memory, long consumer) {
        return memory.getLong(consumer + ACTIVE);
    }

    static void putActive(Memory memory, long consumer, long atMillis) {
        memory.putLong(consumer + ACTIVE, atMillis);
    }
}
