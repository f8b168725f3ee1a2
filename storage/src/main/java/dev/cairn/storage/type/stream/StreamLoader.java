// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.tree.LeafPath;

/** Builds a stream from its parts, as files hold them; it appears under its key when it is whole. */
public final class StreamLoader implements StreamParts {
    private final Memory memory;
    private final StreamValues values;
    private final StreamGroups groups;
    private final PendingEntries pending;
    private final GroupProgress progress;
    private final LeafPath path = new LeafPath();
    private final Keyspace keyspace;
    private long stream;
    private long group;
    private long consumer;
    private long owned;

    public StreamLoader(Keyspace keyspace) {
        this.keyspace = keyspace;
        this.memory = keyspace.memory();
        this.values = new StreamValues(memory, keyspace.allocator(), keyspace.trees());
        this.pending = values.pending();
        this.groups = values.groups();
        this.progress = new GroupProgress(memory);
    }

    /** Begins a stream; one that was begun before is dropped. */
    public void begin() {
        abandon();
        stream = values.create();
    }

    /** Puts the stream under its key, in place of what is there. */
    public void end(Database database, ByteSlice key, long expireAtMillis) {
        long entry =
                database.create(key, ValueType.STREAM, Encoding.STREAM, Long.BYTES, expireAtMillis);
        EntryLayout.putRoot(memory, entry, stream);
        stream = 0;
    }

    /** Drops what was begun. */
    public void abandon() {
        if (stream != 0) {
            values.free(stream);
            stream = 0;
        }
    }

    @Override
    public void block(long ms, long seq, ByteSlice listpack, int live) {
        long blocks = StreamLayout.blocks(memory, stream);
        keyspace.trees().last(blocks, path);
        int bytes = BlockLayout.LISTPACK + listpack.length();
        long made = keyspace.trees().add(blocks, path, true, bytes, live, ms, seq);
        BlockLayout.putId(memory, made, ms, seq);
        memory.copyIn(listpack, BlockLayout.listpack(made));
        StreamLayout.putLength(memory, stream, StreamLayout.length(memory, stream) + live);
    }

    @Override
    public void root(StreamId last, StreamId first, StreamId greatestDeleted, long added) {
        StreamLayout.putLast(memory, stream, last.ms(), last.seq());
        StreamLayout.putFirst(memory, stream, first.ms(), first.seq());
        StreamLayout.putGreatestDeleted(
                memory, stream, greatestDeleted.ms(), greatestDeleted.seq());
        StreamLayout.putAdded(memory, stream, added);
    }

    @Override
    public boolean group(ByteSlice name, StreamId last, long entriesRead) {
        group = groups.create(stream, name, last, entriesRead);
        owned = 0;
        return group != 0;
    }

    @Override
    public boolean group(ByteSlice name, StreamId last) {
        return group(name, last, progress.countUpTo(stream, last));
    }

    @Override
    public boolean pending(StreamId id, long delivered, long deliveries) {
        return pending.load(group, id.ms(), id.seq(), delivered, deliveries);
    }

    @Override
    public boolean consumer(ByteSlice name, long seenAt, long activeAt) {
        consumer = groups.createConsumer(group, name, seenAt);
        if (consumer == 0) {
            return false;
        }
        groups.active(consumer, activeAt);
        return true;
    }

    @Override
    public boolean owned(StreamId id) {
        owned++;
        return pending.own(group, consumer, id.ms(), id.seq());
    }

    @Override
    public boolean endGroup() {
        return owned == pending.count(group);
    }
}
