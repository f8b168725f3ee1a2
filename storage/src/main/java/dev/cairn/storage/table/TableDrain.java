// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Memory;

/** Frees a table that nobody looks into any more, a few groups at a time. */
public final class TableDrain {
    /** Frees what an entry owns, and the entry itself. */
    public interface EntryRelease {
        void release(long entry);
    }

    private final SwissTable table;
    private final Memory memory;
    private final FetchedEntries fetched;
    private long root;
    private long index;
    private int group;

    public TableDrain(SwissTable table) {
        this.table = table;
        this.memory = table.memory();
        this.fetched = new FetchedEntries(table);
    }

    public void start(long newRoot) {
        root = newRoot;
        index = 0;
        group = 0;
    }

    /** Whether a table is being drained. */
    public boolean isActive() {
        return root != 0;
    }

    public long root() {
        return root;
    }

    /** Frees the entries of a few groups; returns whether there is more to free. */
    public boolean step(EntryRelease release) {
        if (root == 0) {
            return false;
        }
        int depth = RootLayout.depth(memory, root);
        long word =
                index >>> depth != 0
                        ? 0
                        : memory.getLong(RootLayout.wordAddress(memory, root, index));
        if (word == 0) {
            finish(depth);
            return false;
        }
        long segment = RootLayout.reference(word) << table.shift();
        int groups = RootLayout.groups(word);
        group = fetched.take(segment, group, groups, true);
        for (int i = 0; i < fetched.count(); i++) {
            release.release(fetched.entry(i));
        }
        if (group == groups) {
            table.sizing().release(root, segment);
            index += 1L << (depth - RootLayout.segmentDepth(word));
            group = 0;
        }
        return true;
    }

    private void finish(int depth) {
        if (depth > 0) {
            table.sizing().release(root, RootLayout.directory(memory, root));
        }
        table.free(root);
        root = 0;
    }
}
