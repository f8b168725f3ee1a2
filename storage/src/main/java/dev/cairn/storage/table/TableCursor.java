// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Memory;

/** Walks a table that does not change meanwhile; reused from walk to walk. */
public final class TableCursor {
    private final Memory memory;
    private final int shift;
    private long root;
    private long index;
    private long words;
    private int depth;
    private long segment;
    private int groups;
    private int group;
    private int slot;

    // Written so that the compiler cannot leave out the reads that fetch the entries.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    public TableCursor(SwissTable table) {
        memory = table.memory();
        shift = table.shift();
    }

    /** Starts before the first entry; a root of 0 is an empty table. */
    public TableCursor start(long newRoot) {
        root = newRoot;
        index = 0;
        segment = 0;
        depth = root == 0 ? 0 : RootLayout.depth(memory, root);
        words = root == 0 ? 0 : 1L << depth;
        return this;
    }

    /** The next entry's address, or 0 at the end. */
    public long next() {
        while (segment != 0 || nextSegment()) {
            while (group < groups) {
                if (slot == 0 && group % SegmentLayout.FETCHED_GROUPS == 0) {
                    int behind = Math.min(group + SegmentLayout.FETCHED_GROUPS, groups);
                    touched += SegmentLayout.fetch(memory, segment, group, behind, shift);
                }
                long address = SegmentLayout.group(segment, group);
                while (slot < SegmentLayout.SLOTS) {
                    int here = slot++;
                    if (SegmentLayout.tagAt(memory, address, here) != 0) {
                        return SegmentLayout.reference(memory, address, here) << shift;
                    }
                }
                group++;
                slot = 0;
            }
            segment = 0;
        }
        return 0;
    }

    /** Lets the place of the entry that came last refer to another one with the same key. */
    void refer(long entry) {
        SegmentLayout.putReference(
                memory, SegmentLayout.group(segment, group), slot - 1, entry >>> shift);
    }

    /** Empties the place of the entry that came last, with which the table is good for nothing but being freed. */
    void clear() {
        SegmentLayout.putTag(memory, SegmentLayout.group(segment, group), slot - 1, 0);
    }

    private boolean nextSegment() {
        if (index >= words) {
            return false;
        }
        long word = memory.getLong(RootLayout.wordAddress(memory, root, index));
        index += 1L << (depth - RootLayout.segmentDepth(word));
        segment = RootLayout.reference(word) << shift;
        groups = RootLayout.groups(word);
        group = 0;
        slot = 0;
        return segment != 0;
    }
}
