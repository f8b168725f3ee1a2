// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Memory;

/**
 * The entries of a few neighbouring groups of a segment, which lie anywhere: they are told apart from empty slots without a
 * branch, for which slots are empty cannot be foreseen, and read together, so that the processor waits for them together.
 */
final class FetchedEntries {
    /** So many groups are taken up at most. */
    private static final int MOST_GROUPS = 4;

    private static final int SLOT_BITS = 4;

    private final Memory memory;
    private final int shift;
    private final long[] entries = new long[MOST_GROUPS * SegmentLayout.SLOTS];

    /** Group and slot of each entry. */
    private final int[] places = new int[MOST_GROUPS * SegmentLayout.SLOTS];

    private long segment;
    private int count;

    FetchedEntries(SwissTable table) {
        memory = table.memory();
        shift = table.shift();
    }

    /**
     * Takes up the entries of some groups, on from this one.
     *
     * @param heads whether their first bytes alone are needed
     * @return the group behind them
     */
    int take(long newSegment, int from, int groups, boolean heads) {
        segment = newSegment;
        int behind = Math.min(from + MOST_GROUPS, groups);
        int taken = 0;
        for (int i = from; i < behind; i++) {
            long group = SegmentLayout.group(segment, i);
            for (int slot = 0; slot < SegmentLayout.SLOTS; slot++) {
                entries[taken] = SegmentLayout.reference(memory, group, slot) << shift;
                places[taken] = i << SLOT_BITS | slot;
                taken += (SegmentLayout.tagAt(memory, group, slot) + 0xff) >>> Byte.SIZE;
            }
        }
        count = taken;
        if (heads) {
            memory.fetch(entries, count);
        } else {
            memory.fetch(entries, count, Memory.SHORT_REACH);
        }
        return behind;
    }

    /** Forgets the entries. */
    void drop() {
        count = 0;
    }

    int count() {
        return count;
    }

    long entry(int index) {
        return entries[index];
    }

    /** Lets the place of an entry refer to another one with the same key. */
    void refer(int index, long entry) {
        SegmentLayout.putReference(memory, group(index), slot(index), entry >>> shift);
    }

    /** Empties the place of an entry, with which the table is good for nothing but being freed. */
    void clear(int index) {
        SegmentLayout.putTag(memory, group(index), slot(index), 0);
    }

    private long group(int index) {
        return SegmentLayout.group(segment, places[index] >>> SLOT_BITS);
    }

    private int slot(int index) {
        return places[index] & ((1 << SLOT_BITS) - 1);
    }
}
