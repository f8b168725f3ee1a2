// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.table.HashWalk;
import dev.cairn.storage.table.KeyTable;
import dev.cairn.storage.table.SwissTable;

/**
 * Moves entries out of slabs with many free blocks, so that whole slabs come free and go back to the machine.
 *
 * <p>It walks all databases in small steps whenever much memory is wasted. An entry has one owner, the table that refers
 * to it, so moving it is a copy and one write. No address outlives a step, and what changes between steps does no harm:
 * what the walk misses is found by the next.
 */
final class Compactor {
    /** With fewer sparse slabs than this there is little to be won. */
    private static final int FEWEST_SPARSE = 64;

    /** The wasted part of the bytes in use beyond which it is worth the work: one in this many. */
    private static final int WASTED_PART = 5;

    /** Data that have become more or less by this part are other data: what a walk through them freed tells nothing. */
    private static final int CHANGED_PART = 16;

    /** In debug mode blocks move whenever they can, so that tests meet it. */
    private final int fewestSparse;

    private final Keyspace keyspace;
    private final Allocator allocator;
    private final Memory memory;
    private final SwissTable table;
    private final HashWalk walk;
    private boolean walking;
    private int sparseBefore;
    private long liveBefore;

    /** With fewer sparse slabs than this, and as much data as then, another walk would free little. */
    private int restingBelow;

    private long restingLive;
    private int database;
    private long position;

    /** How many entries of the group at the position are done. */
    private int done;

    /** Whether all entries of the database are done, and the position is in its index of deadlines. */
    private boolean inIndex;

    /** How far the elements of the next entry are done. */
    private long elementPosition;

    /** Whether all of them are done, and the position is in the index over them. */
    private boolean inElementIndex;

    Compactor(Keyspace keyspace, SwissTable table) {
        this.keyspace = keyspace;
        this.allocator = keyspace.allocator();
        this.memory = keyspace.memory();
        this.table = table;
        this.walk = new HashWalk(table);
        this.fewestSparse = keyspace.config().debugMemory() ? 1 : FEWEST_SPARSE;
    }

    /** Moves a few entries, if that is worth while; returns whether there is more to do. */
    boolean step() {
        if (!walking && !begin()) {
            return false;
        }
        try {
            stepDatabase(keyspace.database(database).keys());
        } catch (MemoryExhaustedException e) {
            // With no slab to move to nothing can be won.
            end();
            return false;
        }
        if (database == keyspace.databaseCount()) {
            end();
        }
        return true;
    }

    private boolean begin() {
        int sparse = allocator.sparseSlabs();
        if (sparse < fewestSparse
                || (sparse < restingBelow && isAsLive(restingLive))
                || allocator.wastedBytes() < allocator.liveBytes() / WASTED_PART) {
            return false;
        }
        walking = true;
        sparseBefore = sparse;
        liveBefore = allocator.liveBytes();
        database = 0;
        startDatabase();
        return true;
    }

    private void end() {
        walking = false;
        // A walk that frees little is not repeated until there is clearly more to free. One that
        // others overtook, who removed what it had moved together, has shown nothing.
        int sparse = allocator.sparseSlabs();
        boolean freedLittle = sparse > sparseBefore / 2 && isAsLive(liveBefore);
        restingBelow = freedLittle ? sparse + sparse / 2 + 1 : 0;
        restingLive = allocator.liveBytes();
    }

    /** Whether there are about as many data as there were. */
    private boolean isAsLive(long before) {
        return Math.abs(allocator.liveBytes() - before) <= before / CHANGED_PART;
    }

    private void startDatabase() {
        position = 0;
        done = 0;
        inIndex = false;
        elementPosition = 0;
        inElementIndex = false;
    }

    private void stepDatabase(KeyTable keys) {
        if (!inIndex) {
            stepGroup(keys);
            return;
        }
        position = keys.compactIndex(position);
        if (position == 0) {
            database++;
            startDatabase();
        }
    }

    private void stepGroup(KeyTable keys) {
        table.compactSegment(keys.root(), position);
        long next = walk.step(keys.root(), position);
        while (done < walk.count()) {
            long entry = keyspace.keyChanges().compact(keys, walk.entry(done));
            if (EntryLayout.isBig(memory, entry) && stepElements(entry)) {
                return;
            }
            done++;
            if (EntryLayout.isExternal(memory, entry)) {
                // A long value is enough for one step.
                return;
            }
        }
        done = 0;
        position = next;
        inIndex = next == 0;
    }

    /** Moves some of a big value's blocks; returns whether there are more. */
    private boolean stepElements(long entry) {
        if (inElementIndex) {
            elementPosition = keyspace.values().compactIndex(entry, elementPosition);
            inElementIndex = elementPosition != 0;
            return inElementIndex;
        }
        elementPosition = keyspace.values().compact(entry, elementPosition);
        inElementIndex = elementPosition == 0;
        return true;
    }
}
