// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.tree.LeafTree;

/** Streams as wholes, by their roots: makes them, copies them, frees them, and counts their bytes. */
public final class StreamValues {
    private final Memory memory;
    private final Allocator allocator;
    private final LeafTree tree;
    private final StreamGroups groups;
    private final PendingEntries pending;
    private final StreamId id = new StreamId();

    public StreamValues(Memory memory, Allocator allocator, LeafTree tree) {
        this.memory = memory;
        this.allocator = allocator;
        this.tree = tree;
        this.pending = new PendingEntries(memory, allocator, tree);
        this.groups = new StreamGroups(memory, allocator, tree, pending);
    }

    /** Makes an empty stream, which is in no entry. */
    long create() {
        long blocks = tree.create();
        try {
            long stream = allocator.allocate(StreamLayout.BYTES);
            StreamLayout.init(memory, stream, blocks);
            return stream;
        } catch (MemoryExhaustedException e) {
            tree.free(blocks);
            throw e;
        }
    }

    /** How many blocks of entries a stream has. */
    public long blocks(long stream) {
        return tree.leaves(StreamLayout.blocks(memory, stream));
    }

    /** The bytes of all blocks of a stream. */
    public long bytes(long stream) {
        long bytes = allocator.footprint(stream) + tree.bytes(StreamLayout.blocks(memory, stream));
        bytes += directoryBytes(StreamLayout.groups(memory, stream));
        for (int i = 0; i < groups.count(stream); i++) {
            long group = groups.group(stream, i);
            bytes += memberBytes(group) + directoryBytes(MemberLayout.consumers(memory, group));
            for (int j = 0; j < groups.consumers(group); j++) {
                bytes += memberBytes(groups.consumer(group, j));
            }
        }
        return bytes;
    }

    /** Frees a stream that no entry has any more: its long parts in slices, by the tree. What a snapshot holds is left to it. */
    public void free(long stream) {
        FrozenStream.free(memory, tree, StreamLayout.blocks(memory, stream));
        for (int i = 0; i < groups.count(stream); i++) {
            groups.free(groups.group(stream, i));
        }
        if (StreamLayout.groups(memory, stream) != 0) {
            allocator.free(StreamLayout.groups(memory, stream));
        }
        allocator.free(stream);
    }

    /** Moves some blocks of entries, as {@link LeafTree#compact} does it. */
    public long compact(long stream, long position) {
        return tree.compact(StreamLayout.blocks(memory, stream), position);
    }

    /** A second stream that is the same. */
    public long copy(long stream) {
        long made = allocator.allocate(StreamLayout.BYTES);
        memory.move(stream, made, StreamLayout.BYTES);
        StreamLayout.putGroups(memory, made, 0);
        try {
            StreamLayout.putBlocks(memory, made, tree.copy(StreamLayout.blocks(memory, stream)));
        } catch (MemoryExhaustedException e) {
            allocator.free(made);
            throw e;
        }
        try {
            for (int i = 0; i < groups.count(stream); i++) {
                copyGroup(groups.group(stream, i), made);
            }
        } catch (MemoryExhaustedException e) {
            free(made);
            throw e;
        }
        return made;
    }

    PendingEntries pending() {
        return pending;
    }

    StreamGroups groups() {
        return groups;
    }

    private void copyGroup(long group, long to) {
        long made =
                groups.create(to, name(group), groups.last(group, id), groups.entriesRead(group));
        long record = pending.first(group);
        while (record != 0) {
            pending.id(record, id);
            long delivered = pending.delivered(record);
            pending.load(made, id.ms(), id.seq(), delivered, pending.deliveries(record));
            record = pending.next(record);
        }
        for (int i = 0; i < groups.consumers(group); i++) {
            long consumer = groups.consumer(group, i);
            long copy = groups.createConsumer(made, name(consumer), groups.seenAt(consumer));
            groups.active(copy, groups.activeAt(consumer));
            copyOwned(consumer, made, copy);
        }
    }

    private void copyOwned(long consumer, long made, long copy) {
        id.set(0, 0);
        long record = pending.ceilingOfConsumer(consumer, id);
        while (record != 0) {
            pending.id(record, id);
            pending.own(made, copy, id.ms(), id.seq());
            record = id.increment() ? pending.ceilingOfConsumer(consumer, id) : 0;
        }
    }

    private ByteSlice name(long member) {
        return ByteSlice.of(groups.name(member).toBytes());
    }

    private long memberBytes(long member) {
        return allocator.footprint(member) + tree.bytes(MemberLayout.pending(memory, member));
    }

    private long directoryBytes(long directory) {
        return directory == 0 ? 0 : allocator.footprint(directory);
    }
}
