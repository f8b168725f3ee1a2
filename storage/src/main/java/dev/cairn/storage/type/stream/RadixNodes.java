// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;

/**
 * Counts the nodes that a radix tree would have which holds the ids of a stream's blocks as big-endian keys of 16 bytes,
 * as Valkey's does: XINFO STREAM tells the number.
 *
 * <p>Such a tree has a node for each fork, one for each run of bytes between forks that has no other way, and one at the
 * end of each key. Forks follow from how many bytes neighbours have in common.
 */
final class RadixNodes {
    private static final int KEY_BYTES = 16;

    private RadixNodes() {}

    static long count(Memory memory, LeafTree tree, long root, LeafPath path) {
        long leaf = tree.first(root, path);
        if (leaf == 0) {
            return 1;
        }
        // The depths of the forks on the way to the last key seen, from the root on.
        int[] forks = new int[KEY_BYTES];
        int open = 0;
        long nodes = 0;
        long ms = BlockLayout.ms(memory, leaf);
        long seq = BlockLayout.seq(memory, leaf);
        for (leaf = tree.next(path); leaf != 0; leaf = tree.next(path)) {
            long nextMs = BlockLayout.ms(memory, leaf);
            long nextSeq = BlockLayout.seq(memory, leaf);
            int common = common(ms, seq, nextMs, nextSeq);
            // The last key's own end, and the run that leads to it.
            int above = open > 0 && forks[open - 1] > common ? forks[open - 1] : common;
            nodes += 1 + run(above, KEY_BYTES);
            while (open > 0 && forks[open - 1] > common) {
                int fork = forks[--open];
                int parent = open > 0 && forks[open - 1] > common ? forks[open - 1] : common;
                nodes += 1 + run(parent, fork);
            }
            if (open == 0 || forks[open - 1] < common) {
                forks[open++] = common;
            }
            ms = nextMs;
            seq = nextSeq;
        }
        nodes += 1 + (open == 0 ? 1 : run(forks[open - 1], KEY_BYTES));
        while (open > 0) {
            int fork = forks[--open];
            nodes += 1 + (open > 0 ? run(forks[open - 1], fork) : fork > 0 ? 1 : 0);
        }
        return nodes;
    }

    /** The nodes between a fork, whose branches take a byte each, and what comes below. */
    private static int run(int fork, int below) {
        return below > fork + 1 ? 1 : 0;
    }

    private static int common(long ms, long seq, long otherMs, long otherSeq) {
        return ms != otherMs
                ? Long.numberOfLeadingZeros(ms ^ otherMs) / Byte.SIZE
                : Long.BYTES + Long.numberOfLeadingZeros(seq ^ otherSeq) / Byte.SIZE;
    }
}
