// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.entry.EntryBlocks;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;

/**
 * Copies tables with their entries. The copy takes over the shape: its segments are copied as they are, and then each reference
 * is exchanged for one to a copy of its entry, so that no hash is worked out and no place is sought.
 */
final class TableCopy {
    private final SwissTable table;
    private final EntryBlocks blocks;
    private final Allocator allocator;
    private final Memory memory;
    private final TableCursor cursor;

    TableCopy(SwissTable table, EntryBlocks blocks, Allocator allocator) {
        this.table = table;
        this.blocks = blocks;
        this.allocator = allocator;
        this.memory = table.memory();
        this.cursor = new TableCursor(table);
    }

    /** Fills an empty table with copies of another one's entries. If memory is exhausted, it has some of them. */
    void fill(long made, long root) {
        long element = 0;
        long bytes = 0;
        try {
            shape(made, root);
            cursor.start(made);
            for (element = cursor.next(); element != 0; element = cursor.next()) {
                long copy = blocks.copy(element);
                cursor.refer(copy);
                bytes += blocks.footprint(copy);
            }
        } catch (MemoryExhaustedException e) {
            // What has no copy is the other table's.
            for (element = element == 0 ? cursor.start(made).next() : element;
                    element != 0;
                    element = cursor.next()) {
                cursor.clear();
            }
            throw e;
        } finally {
            table.own(made, bytes);
        }
    }

    /** Makes the directory and the segments, which refer to the other table's entries for the time being. */
    private void shape(long made, long root) {
        int depth = RootLayout.depth(memory, root);
        if (depth > 0) {
            long directory = allocator.allocate((long) Long.BYTES << depth);
            memory.fill(directory, (long) Long.BYTES << depth, (byte) 0);
            table.sizing().account(made, allocator.footprint(directory));
            RootLayout.putDirectory(memory, made, directory);
            RootLayout.putDepth(memory, made, depth);
            RootLayout.putDeepest(memory, made, RootLayout.deepest(memory, root));
        }
        RootLayout.addCount(memory, made, RootLayout.count(memory, root));
        for (long i = 0; i < 1L << depth; ) {
            long word = memory.getLong(RootLayout.wordAddress(memory, root, i));
            if (word == 0) {
                return;
            }
            long copy = segment(made, word);
            long behind = i + (1L << (depth - RootLayout.segmentDepth(word)));
            for (; i < behind; i++) {
                memory.putLong(RootLayout.wordAddress(memory, made, i), copy);
            }
        }
    }

    private long segment(long made, long word) {
        int groups = RootLayout.groups(word);
        long bytes = SegmentLayout.bytes(groups);
        long copy = allocator.allocate(bytes);
        table.sizing().account(made, allocator.footprint(copy));
        memory.move(RootLayout.reference(word) << table.shift(), copy, bytes);
        return RootLayout.word(copy >>> table.shift(), groups, RootLayout.segmentDepth(word));
    }
}
