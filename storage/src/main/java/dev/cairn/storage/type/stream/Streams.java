// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;

/**
 * The streams of one database. A stream is an address that its entry leads to and that stays as long as the stream lives,
 * so it holds through all that is done to the stream. That an entry is a stream is for the caller to see to, and so is
 * announcing what was changed.
 */
public final class Streams {
    private final Database database;
    private final Memory memory;
    private final StreamValues values;
    private final LeafTree tree;
    private final StreamEntries entries;
    private final StreamGroups groups;
    private final PendingEntries pending;
    private final GroupProgress progress;
    private final StreamCursor cursor;
    private final LeafPath path = new LeafPath();

    public Streams(Database database) {
        this.database = database;
        this.memory = database.keyspace().memory();
        this.tree = database.keyspace().trees();
        this.entries = new StreamEntries(memory, tree);
        this.values = new StreamValues(memory, database.keyspace().allocator(), tree);
        this.pending = values.pending();
        this.groups = values.groups();
        this.progress = new GroupProgress(memory);
        this.cursor = new StreamCursor(memory, tree);
    }

    /** The stream of an entry. */
    public long stream(long entry) {
        return EntryLayout.root(memory, entry);
    }

    /** Makes an empty stream under a key that has none; does not announce it. */
    public long create(ByteSlice key) {
        long stream = values.create();
        try {
            long entry = database.create(key, ValueType.STREAM, Encoding.STREAM, Long.BYTES, -1);
            EntryLayout.putRoot(memory, entry, stream);
        } catch (MemoryExhaustedException e) {
            values.free(stream);
            throw e;
        }
        return stream;
    }

    // What the root knows

    public long length(long stream) {
        return StreamLayout.length(memory, stream);
    }

    /** The greatest id that there ever was, or that was set as such. */
    public StreamId last(long stream, StreamId into) {
        return StreamLayout.last(memory, stream, into);
    }

    /** The id of the first entry, zero if there is none. */
    public StreamId first(long stream, StreamId into) {
        return StreamLayout.first(memory, stream, into);
    }

    /** The greatest id that was deleted, trimmed ones left out; zero if there is none. */
    public StreamId greatestDeleted(long stream, StreamId into) {
        return StreamLayout.greatestDeleted(memory, stream, into);
    }

    /** How many entries were ever added. */
    public long added(long stream) {
        return StreamLayout.added(memory, stream);
    }

    /** Sets what XSETID sets. */
    public void set(long stream, StreamId last, long added, StreamId greatestDeleted) {
        StreamLayout.putLast(memory, stream, last.ms(), last.seq());
        StreamLayout.putAdded(memory, stream, added);
        StreamLayout.putGreatestDeleted(
                memory, stream, greatestDeleted.ms(), greatestDeleted.seq());
    }

    /** How many blocks there are. */
    public long blocks(long stream) {
        return tree.leaves(StreamLayout.blocks(memory, stream));
    }

    /** How many nodes a radix tree of the blocks' ids has. */
    public long radixNodes(long stream) {
        return RadixNodes.count(memory, tree, StreamLayout.blocks(memory, stream), path);
    }

    // What it consists of

    /** Adds and removes entries. */
    public StreamEntries entries() {
        return entries;
    }

    /** A walker over entries: one per database. */
    public StreamCursor cursor() {
        return cursor;
    }

    public StreamGroups groups() {
        return groups;
    }

    public PendingEntries pending() {
        return pending;
    }

    public GroupProgress progress() {
        return progress;
    }
}
