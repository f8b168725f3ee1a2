// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.expiry.DeadlineIndex;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.ScoreTree;

/**
 * Tables that nobody looks into any more and that wait to be freed, a few entries at a time: big collections that were
 * deleted, and whole databases that were flushed.
 *
 * <p>The waiting form a list through their roots, where the count of entries stood that nobody reads any more. What is
 * found within a table (a hash within a flushed database) is put before it, so the list stays as short as the nesting.
 */
public final class PendingFrees {
    private final SwissTable table;
    private final DeadlineIndex deadlines;
    private final ScoreTree order;
    private final Memory memory;
    private final TableDrain drain;
    private long first;
    private long bytes;
    private long waiting;
    private long freed;

    public PendingFrees(SwissTable table, DeadlineIndex deadlines, ScoreTree order) {
        this.table = table;
        this.deadlines = deadlines;
        this.order = order;
        this.memory = table.memory();
        this.drain = new TableDrain(table);
    }

    /** Takes a table over. */
    public void add(long root) {
        RootLayout.putNextPending(memory, root, first);
        first = root;
        waiting++;
        bytes += table.ownedBytes(root);
    }

    /** Frees a few entries with what they own; returns whether there is more to free. */
    public boolean step(TableDrain.EntryRelease release) {
        if (!drain.isActive()) {
            if (first == 0) {
                return false;
            }
            long root = first;
            first = RootLayout.nextPending(memory, root);
            bytes -= table.ownedBytes(root);
            drain.start(root);
        }
        if (!deadlines.drain(RootLayout.deadlines(drain.root()))
                && !order.drain(RootLayout.order(drain.root()))) {
            drain.step(release);
            if (!drain.isActive()) {
                waiting--;
                freed++;
            }
        }
        return drain.isActive() || first != 0;
    }

    /** How many tables wait, the one that is being freed included. */
    public long waiting() {
        return waiting;
    }

    /** How many were freed so far. */
    public long freed() {
        return freed;
    }

    /** Bytes of the tables that wait, without big collections within them. */
    public long bytes() {
        return bytes;
    }
}
