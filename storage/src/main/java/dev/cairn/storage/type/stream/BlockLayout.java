// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.type.packed.Listpack;

/**
 * A block of entries: the master id, and a listpack whose elements are laid out as in an RDB file.
 *
 * <pre>
 * | ms u64 | seq u64 | listpack ...
 *
 * listpack: | live | deleted | fields | field ... | 0 | entry ... |
 *
 * entry with the master's fields: | flags | ms delta | seq delta | value ... | steps |
 * any other entry:                | flags | ms delta | seq delta | fields | field | value | ... | steps |
 * </pre>
 *
 * <p>The master id is the id of the first entry that came into the block, and its fields are the master's. A deleted
 * entry stays where it is and is flagged. {@code steps} is how many elements back the entry's flags stand.
 */
final class BlockLayout {
    static final int MS = 0;
    static final int SEQ = 8;
    static final int LISTPACK = 16;

    static final int DELETED = 1;
    static final int SAME_FIELDS = 2;

    /** The elements of an entry beside its fields and values: flags and both deltas, without the steps themselves. */
    static final int FIXED_STEPS = 3;

    /** Room for a counter that grows into a longer encoding: live and deleted, from two bytes to ten. */
    static final int COUNTER_SLACK = 16;

    private BlockLayout() {}

    static long ms(Memory memory, long block) {
        return memory.getLong(block + MS);
    }

    static long seq(Memory memory, long block) {
        return memory.getLong(block + SEQ);
    }

    static void putId(Memory memory, long block, long ms, long seq) {
        memory.putLong(block + MS, ms);
        memory.putLong(block + SEQ, seq);
    }

    static long listpack(long block) {
        return block + LISTPACK;
    }

    /** The length of master id and listpack. */
    static int bytes(Memory memory, long block) {
        return LISTPACK + Listpack.bytes(memory, listpack(block));
    }

    /** How many entries are not deleted. */
    static int live(Memory memory, long block) {
        return (int) Listpack.integer(memory, Listpack.first(listpack(block)));
    }

    /** Where the count of live entries stands. */
    static long liveAt(long block) {
        return Listpack.first(listpack(block));
    }
}
