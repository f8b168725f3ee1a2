// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

/** Finds where a range begins or ends in a {@link ScoreTree}: by score, or by name where all scores are alike. */
final class ScoreBounds {
    private final ScoreTree tree;
    private final Memory memory;

    ScoreBounds(ScoreTree tree, Memory memory) {
        this.tree = tree;
        this.memory = memory;
    }

    /** How many elements have a score below this one, or not above it if {@code inclusive}. */
    long below(long top, double score, boolean inclusive) {
        long node = top;
        if (node == 0) {
            return 0;
        }
        long before = 0;
        while (ScoreNode.level(memory, node) > 0) {
            int low = 1;
            int high = ScoreNode.count(memory, node);
            while (low < high) {
                int middle = (low + high) >>> 1;
                double other = ScoreNode.score(memory, node, middle);
                if (other < score || (inclusive && other == score)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before += ScoreNode.elements(memory, node, 0, low - 1);
            node = tree.child(node, low - 1);
        }
        int low = 0;
        int high = ScoreNode.count(memory, node);
        while (low < high) {
            int middle = (low + high) >>> 1;
            double other = tree.score(tree.element(node, middle));
            if (other < score || (inclusive && other == score)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return before + low;
    }

    /** How many elements have a name before this one, or not behind it if {@code inclusive}; all scores are alike. */
    long below(long top, ByteSlice name, boolean inclusive) {
        long node = top;
        if (node == 0) {
            return 0;
        }
        int limit = inclusive ? 0 : -1;
        long before = 0;
        while (ScoreNode.level(memory, node) > 0) {
            int low = 1;
            int high = ScoreNode.count(memory, node);
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (compareName(tree.firstElement(tree.child(node, middle)), name) <= limit) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before += ScoreNode.elements(memory, node, 0, low - 1);
            node = tree.child(node, low - 1);
        }
        int low = 0;
        int high = ScoreNode.count(memory, node);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compareName(tree.element(node, middle), name) <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return before + low;
    }

    private int compareName(long element, ByteSlice name) {
        return NameOrder.compare(
                memory,
                EntryLayout.keyAddress(memory, element),
                EntryLayout.keyLength(memory, element),
                name);
    }
}
