// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.value;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.PendingFrees;
import dev.cairn.storage.table.TableDrain;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.type.stream.StreamValues;

/**
 * What is asked of a big value by those who do not care how it is laid out: what copies, counts, frees or moves values, and
 * snapshots. The one place that tells the structures apart:
 *
 * <pre>
 *   HASHTABLE, SKIPLIST     a table of elements           ElementTable
 *   QUICKLIST               a tree of listpacks           LeafTree
 *   STREAM                  several trees under one root  StreamValues
 * </pre>
 *
 * <p>Strings, however long, are blocks of their entries; {@link LentStrings} knows who reads them.
 */
public final class BigValues {
    private final Memory memory;
    private final ElementTable tables;
    private final LeafTree trees;
    private final StreamValues streams;
    private final PendingFrees pendingTables;
    private final LentStrings lent;

    public BigValues(
            Memory memory,
            ElementTable tables,
            LeafTree trees,
            StreamValues streams,
            PendingFrees pendingTables,
            LentStrings lent) {
        this.streams = streams;
        this.memory = memory;
        this.tables = tables;
        this.trees = trees;
        this.pendingTables = pendingTables;
        this.lent = lent;
    }

    /** Whether a big value of this encoding is a tree of listpacks. */
    public static boolean isTree(Encoding encoding) {
        return encoding == Encoding.QUICKLIST;
    }

    /** As {@link #isTree(Encoding)}, of an entry's value. */
    public boolean isTree(long entry) {
        return isTree(EntryLayout.encoding(memory, entry));
    }

    public boolean isStream(long entry) {
        return EntryLayout.encoding(memory, entry) == Encoding.STREAM;
    }

    /** Whether an entry's value is a table of elements. */
    public boolean isTable(long entry) {
        return !isTree(entry) && !isStream(entry);
    }

    public StreamValues streams() {
        return streams;
    }

    public ElementTable tables() {
        return tables;
    }

    public LeafTree trees() {
        return trees;
    }

    public LentStrings lent() {
        return lent;
    }

    /** How many parts an image of the value has: elements of a table, leaves of a tree. */
    public long parts(long entry) {
        long root = EntryLayout.root(memory, entry);
        if (isStream(entry)) {
            return streams.blocks(root);
        }
        return isTree(entry) ? trees.leaves(root) : tables.count(root);
    }

    /** Whether any of the elements carries an expiry. */
    public boolean elementsExpire(long entry) {
        return isTable(entry) && tables.expiring(EntryLayout.root(memory, entry)) > 0;
    }

    /** The earliest of the elements' deadlines, {@code Long.MAX_VALUE} if there is none. */
    public long earliestDeadline(long entry) {
        long root = EntryLayout.root(memory, entry);
        return root == 0 || !isTable(entry) ? Long.MAX_VALUE : tables.earliestDeadline(root);
    }

    /** Bytes of all blocks that the value owns beside its entry. */
    public long bytes(long entry) {
        long root = EntryLayout.root(memory, entry);
        if (isStream(entry)) {
            return streams.bytes(root);
        }
        return isTree(entry) ? trees.bytes(root) : tables.bytes(root);
    }

    /** The root of a second value like the entry's. */
    public long copy(long entry) {
        long root = EntryLayout.root(memory, entry);
        if (isStream(entry)) {
            return streams.copy(root);
        }
        return isTree(entry) ? trees.copy(root) : tables.copy(root);
    }

    /** Frees the value of an entry that goes, in slices; what a snapshot still needs stays until it has passed. */
    public void free(long entry) {
        long root = EntryLayout.root(memory, entry);
        if (root == 0) {
            return;
        }
        if (isStream(entry)) {
            streams.free(root);
        } else if (isTree(entry)) {
            trees.free(root);
        } else {
            tables.free(root);
        }
    }

    /** Moves some of a value's blocks on from a position, 0 at first, out of slabs that are sparse; returns where to go on, or 0. */
    public long compact(long entry, long position) {
        long root = EntryLayout.root(memory, entry);
        if (isStream(entry)) {
            return streams.compact(root, position);
        }
        return isTree(entry) ? trees.compact(root, position) : tables.compact(root, position);
    }

    /** As {@link #compact}, of what orders a value's elements beside the structure that holds them. */
    public long compactIndex(long entry, long position) {
        return isTable(entry) ? tables.compactIndex(EntryLayout.root(memory, entry), position) : 0;
    }

    /** Frees some of what waits for it; returns whether there is more. */
    public boolean freeSome(TableDrain.EntryRelease release) {
        boolean moreTables = pendingTables.step(release);
        return trees.freeSome() || moreTables;
    }

    /** How many values, parts of streams and flushed databases wait to be freed. */
    public long waiting() {
        return pendingTables.waiting() + trees.waiting();
    }

    /** How many of those were freed so far. */
    public long freed() {
        return pendingTables.freed() + trees.freed();
    }

    /** Bytes of what waits to be freed. */
    public long pendingBytes() {
        return pendingTables.bytes() + trees.pendingBytes();
    }
}
