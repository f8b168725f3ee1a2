// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Memory;

/** Frees a table that nobody looks into any more, a group at a time. */
public final class TableDrain {
    /** Frees what an entry owns, and the entry itself. */
    public interface EntryRelease {
        void release(long entry);
    }

    private final SwissTable table;
    private final Memory memory;
    private long root;
    private long index;
    private int group;

    public TableDrain(SwissTable table) {
        this.table = table;
        this.memory = table.memory();
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

    /** Frees one group; returns whether there is more to free. */
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
        long address = SegmentLayout.group(segment, group);
        for (int slot = 0; slot < SegmentLayout.SLOTS; slot++) {
            if (SegmentLayout.tagAt(memory, address, slot) != 0) {
                release.release(SegmentLayout.reference(memory, address, slot) << table.shift());
            }
        }
        group++;
        if (group == RootLayout.groups(word)) {
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
