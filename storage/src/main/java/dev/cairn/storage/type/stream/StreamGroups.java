// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.tree.LeafTree;

/** Consumer groups and consumers. Each is an address, 0 for none, that holds as long as it lives. */
public final class StreamGroups {
    /** What stands for the number of entries read where it is not known. */
    public static final long UNKNOWN = -1;

    private final Memory memory;
    private final Allocator allocator;
    private final LeafTree tree;
    private final MemberDirectory directory;
    private final PendingEntries pending;
    private final StoredBytes name = new StoredBytes();

    StreamGroups(Memory memory, Allocator allocator, LeafTree tree, PendingEntries pending) {
        this.memory = memory;
        this.allocator = allocator;
        this.tree = tree;
        this.pending = pending;
        this.directory = new MemberDirectory(memory, allocator);
    }

    // Groups

    public int count(long stream) {
        return directory.count(StreamLayout.groups(memory, stream));
    }

    /** The group with this number in the order of names. */
    public long group(long stream, int index) {
        return directory.member(StreamLayout.groups(memory, stream), index);
    }

    public long find(long stream, ByteSlice wanted) {
        return directory.find(StreamLayout.groups(memory, stream), wanted);
    }

    /** Makes a group, or answers 0 if there is one of this name. */
    public long create(long stream, ByteSlice called, StreamId last, long entriesRead) {
        long groups = StreamLayout.groups(memory, stream);
        if (directory.find(groups, called) != 0) {
            return 0;
        }
        groups = directory.grown(groups);
        StreamLayout.putGroups(memory, stream, groups);
        long made = member(called);
        MemberLayout.putLast(memory, made, last.ms(), last.seq());
        MemberLayout.putRead(memory, made, entriesRead);
        directory.insert(groups, made);
        return made;
    }

    /** Removes a group with its consumers; false if there is none of this name. */
    public boolean destroy(long stream, ByteSlice called) {
        long groups = StreamLayout.groups(memory, stream);
        long group = directory.find(groups, called);
        if (group == 0) {
            return false;
        }
        directory.remove(groups);
        free(group);
        return true;
    }

    /** The name of a group or a consumer: one view, set anew by each call. */
    public StoredBytes name(long member) {
        return MemberLayout.name(memory, member, name);
    }

    /** The id of the entry that was delivered last. */
    public StreamId last(long group, StreamId into) {
        return MemberLayout.last(memory, group, into);
    }

    /** How many entries the group has read, or {@link #UNKNOWN}. */
    public long entriesRead(long group) {
        return MemberLayout.read(memory, group);
    }

    public void set(long group, StreamId last, long entriesRead) {
        MemberLayout.putLast(memory, group, last.ms(), last.seq());
        MemberLayout.putRead(memory, group, entriesRead);
    }

    // Consumers

    public int consumers(long group) {
        return directory.count(MemberLayout.consumers(memory, group));
    }

    /** The consumer with this number in the order of names. */
    public long consumer(long group, int index) {
        return directory.member(MemberLayout.consumers(memory, group), index);
    }

    public long findConsumer(long group, ByteSlice wanted) {
        return directory.find(MemberLayout.consumers(memory, group), wanted);
    }

    /** Makes a consumer, or answers 0 if there is one of this name. */
    public long createConsumer(long group, ByteSlice called, long seenAt) {
        long consumers = MemberLayout.consumers(memory, group);
        if (directory.find(consumers, called) != 0) {
            return 0;
        }
        consumers = directory.grown(consumers);
        MemberLayout.putConsumers(memory, group, consumers);
        long made = member(called);
        MemberLayout.putSeen(memory, made, seenAt);
        MemberLayout.putActive(memory, made, -1);
        directory.insert(consumers, made);
        return made;
    }

    /** Removes a consumer with what it has pending; returns how much that was, -1 if there is none of this name. */
    public long deleteConsumer(long group, ByteSlice called) {
        long consumers = MemberLayout.consumers(memory, group);
        long consumer = directory.find(consumers, called);
        if (consumer == 0) {
            return -1;
        }
        // Removing must be possible when memory is exhausted.
        allocator.reserveOpen(true);
        try {
            long removed = pending.removeAll(group, consumer);
            directory.remove(consumers);
            FrozenStream.free(memory, tree, MemberLayout.pending(memory, consumer));
            allocator.free(consumer);
            return removed;
        } finally {
            allocator.reserveOpen(false);
        }
    }

    /** When the consumer last asked for entries, in milliseconds since 1970. */
    public long seenAt(long consumer) {
        return MemberLayout.seen(memory, consumer);
    }

    public void seen(long consumer, long atMillis) {
        MemberLayout.putSeen(memory, consumer, atMillis);
    }

    /** When the consumer last got or claimed one, or -1. */
    public long activeAt(long consumer) {
        return MemberLayout.active(memory, consumer);
    }

    public void active(long consumer, long atMillis) {
        MemberLayout.putActive(memory, consumer, atMillis);
    }

    private long member(ByteSlice called) {
        long made = allocator.allocate(MemberLayout.NAME + (long) called.length());
        try {
            MemberLayout.init(memory, made, called, tree.create());
        } catch (MemoryExhaustedException e) {
            allocator.free(made);
            throw e;
        }
        return made;
    }

    /** Frees a group with its consumers, which is in no directory any more. */
    void free(long group) {
        for (int i = 0; i < consumers(group); i++) {
            long consumer = consumer(group, i);
            FrozenStream.free(memory, tree, MemberLayout.pending(memory, consumer));
            allocator.free(consumer);
        }
        if (MemberLayout.consumers(memory, group) != 0) {
            allocator.free(MemberLayout.consumers(memory, group));
        }
        FrozenStream.free(memory, tree, MemberLayout.pending(memory, group));
        allocator.free(group);
    }
}
