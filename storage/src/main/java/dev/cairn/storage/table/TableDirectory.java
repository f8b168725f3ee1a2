// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;

/** Makes a table's directory longer and shorter, which has a word for each prefix of as many bits as the deepest segments have. */
final class TableDirectory {
    private final Memory memory;
    private final Allocator allocator;
    private final SegmentSizing sizing;

    TableDirectory(Memory memory, Allocator allocator, SegmentSizing sizing) {
        this.memory = memory;
        this.allocator = allocator;
        this.sizing = sizing;
    }

    /** Makes it twice as long: each segment has twice as many words then. */
    void becomeLonger(long root) {
        int depth = RootLayout.depth(memory, root);
        long old = RootLayout.directory(memory, root);
        long words = 1L << depth;
        long made = allocator.allocate(words << 4);
        for (long i = 0; i < words; i++) {
            long word = memory.getLong(RootLayout.wordAddress(memory, root, i));
            memory.putLong(made + (i << 4), word);
            memory.putLong(made + (i << 4) + Long.BYTES, word);
        }
        sizing.account(root, allocator.footprint(made));
        RootLayout.putDirectory(memory, root, made);
        RootLayout.putDepth(memory, root, depth + 1);
        RootLayout.putDeepest(memory, root, 0);
        if (depth > 0) {
            sizing.release(root, old);
        }
    }

    /** Makes it as short as its segments allow. */
    void becomeShorter(long root) {
        while (true) {
            int depth = RootLayout.depth(memory, root) - 1;
            long old = RootLayout.directory(memory, root);
            long words = 1L << depth;
            int deepest = 0;
            for (long i = 0; i < words; i++) {
                long word = memory.getLong(old + (i << 4));
                memory.putLong(old + (i << 3), word);
                if (RootLayout.segmentDepth(word) == depth) {
                    deepest++;
                }
            }
            RootLayout.putDepth(memory, root, depth);
            RootLayout.putDeepest(memory, root, deepest);
            if (depth == 0) {
                memory.putLong(RootLayout.wordAddress(memory, root, 0), memory.getLong(old));
                RootLayout.putDirectory(memory, root, 0);
                sizing.release(root, old);
                return;
            }
            fit(root, old, words);
            if (deepest > 0) {
                return;
            }
        }
    }

    /** Moves it to a smaller block where that is worth while. */
    private void fit(long root, long old, long words) {
        if (allocator.suits(old, words << 3)) {
            return;
        }
        long made = allocator.allocate(words << 3);
        memory.move(old, made, words << 3);
        sizing.account(root, allocator.footprint(made));
        RootLayout.putDirectory(memory, root, made);
        sizing.release(root, old);
    }
}
