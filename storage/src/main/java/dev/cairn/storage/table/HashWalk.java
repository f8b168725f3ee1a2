// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Memory;

import java.util.Arrays;

/**
 * Walks a table in the order of its hashes, one home group at a time, while the table may change between the steps.
 *
 * <p>A position is a hash: everything below it has been passed, nothing from it on. So a walk survives splits, merges
 * and whatever else happens between two steps, and an entry that is there all the time is passed exactly once.
 */
public final class HashWalk {
    private final SwissTable table;
    private final Memory memory;
    private long[] entries = new long[2 * SegmentLayout.SLOTS];
    private int count;

    public HashWalk(SwissTable table) {
        this.table = table;
        this.memory = table.memory();
    }

    /**
     * Collects the entries of the home group at this position, as far as their hash is not below it.
     *
     * @return the next position, 0 behind the last
     */
    public long step(long root, long position) {
        count = 0;
        if (root == 0) {
            return 0;
        }
        long word = RootLayout.word(memory, root, position);
        if (word == 0) {
            return 0;
        }
        long segment = RootLayout.reference(word) << table.shift();
        int groups = RootLayout.groups(word);
        int depth = RootLayout.segmentDepth(word);
        int home = SegmentLayout.home(position, depth, groups);
        long prefix = SegmentLayout.prefix(memory, segment);
        // A position that an earlier shape of the table gave may lie inside a group.
        boolean all = SegmentLayout.lowestHash(prefix, depth, groups, home) == position;
        long group = SegmentLayout.group(segment, home);
        int state = SegmentLayout.state(memory, group);
        for (int slot = 0; slot < SegmentLayout.SLOTS; slot++) {
            if (SegmentLayout.tagAt(memory, group, slot) != 0
                    && !SegmentLayout.isStranger(state, slot)) {
                collect(entry(group, slot), all, position);
            }
        }
        int missing = SegmentLayout.displaced(state);
        long other = group;
        while (missing > 0) {
            other = table.behind(word, other);
            int strangers = SegmentLayout.state(memory, other);
            for (int slot = 0; slot < SegmentLayout.SLOTS; slot++) {
                if (SegmentLayout.isStranger(strangers, slot)) {
                    long entry = entry(other, slot);
                    if (SegmentLayout.home(table.hashOf(entry), depth, groups) == home) {
                        collect(entry, all, position);
                        missing--;
                    }
                }
            }
        }
        memory.fetch(entries, count, Memory.SHORT_REACH);
        return SegmentLayout.lowestHash(prefix, depth, groups, home + 1);
    }

    /** How many entries the last step collected. */
    public int count() {
        return count;
    }

    public long entry(int index) {
        return entries[index];
    }

    private long entry(long group, int slot) {
        return SegmentLayout.reference(memory, group, slot) << table.shift();
    }

    private void collect(long entry, boolean all, long position) {
        if (all || Long.compareUnsigned(table.hashOf(entry), position) >= 0) {
            if (count == entries.length) {
                entries = Arrays.copyOf(entries, 2 * count);
            }
            entries[count++] = entry;
        }
    }
}
