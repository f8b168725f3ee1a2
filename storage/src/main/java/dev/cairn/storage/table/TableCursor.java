// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Memory;

/** Walks a table that does not change meanwhile; reused from walk to walk. */
public final class TableCursor {
    private final Memory memory;
    private final int shift;
    private final FetchedEntries fetched;
    private long root;
    private long index;
    private long words;
    private int depth;
    private long segment;
    private int groups;
    private int group;
    private int at;

    public TableCursor(SwissTable table) {
        memory = table.memory();
        shift = table.shift();
        fetched = new FetchedEntries(table);
    }

    /** Starts before the first entry; a root of 0 is an empty table. */
    public TableCursor start(long newRoot) {
        root = newRoot;
        index = 0;
        groups = 0;
        group = 0;
        at = 0;
        fetched.drop();
        depth = root == 0 ? 0 : RootLayout.depth(memory, root);
        words = root == 0 ? 0 : 1L << depth;
        return this;
    }

    /** The next entry's address, or 0 at the end. */
    public long next() {
        while (at == fetched.count()) {
            if (group == groups && !nextSegment()) {
                return 0;
            }
            group = fetched.take(segment, group, groups, false);
            at = 0;
        }
        return fetched.entry(at++);
    }

    /** Lets the place of the entry that came last refer to another one with the same key. */
    void refer(long entry) {
        fetched.refer(at - 1, entry);
    }

    /** Empties the place of the entry that came last, with which the table is good for nothing but being freed. */
    void clear() {
        fetched.clear(at - 1);
    }

    private boolean nextSegment() {
        if (index >= words) {
            return false;
        }
        long word = memory.getLong(RootLayout.wordAddress(memory, root, index));
        if (word == 0) {
            return false;
        }
        index += 1L << (depth - RootLayout.segmentDepth(word));
        segment = RootLayout.reference(word) << shift;
        groups = RootLayout.groups(word);
        group = 0;
        return true;
    }
}
