// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.tree.LeafTree;

/**
 * The pending entries of groups and of their consumers. A record is an address, 0 for none, and holds until the next change
 * of its group's pending entries.
 */
public final class PendingEntries {
    private final Memory memory;
    private final Allocator allocator;
    private final LeafTree tree;
    private final RecordTree ofGroup;
    private final RecordTree ofConsumer;
    private final RecordTree loaded;

    PendingEntries(Memory memory, Allocator allocator, LeafTree tree) {
        this.memory = memory;
        this.allocator = allocator;
        this.tree = tree;
        this.ofGroup = new RecordTree(memory, tree, PendingLayout.BYTES);
        this.loaded = new RecordTree(memory, tree, PendingLayout.BYTES);
        this.ofConsumer = new RecordTree(memory, tree, PendingLayout.CONSUMER_BYTES);
    }

    /** How many entries of a group or a consumer are pending. */
    public long count(long member) {
        return tree.count(MemberLayout.pending(memory, member));
    }

    // Of a group

    public long find(long group, StreamId id) {
        return ofGroup.find(MemberLayout.pending(memory, group), id.ms(), id.seq());
    }

    public long first(long group) {
        return ofGroup.first(MemberLayout.pending(memory, group));
    }

    public long last(long group) {
        return ofGroup.last(MemberLayout.pending(memory, group));
    }

    /** The first one whose id is at least this. */
    public long ceiling(long group, StreamId id) {
        return ofGroup.ceiling(MemberLayout.pending(memory, group), id.ms(), id.seq());
    }

    /** The one behind that which was found or shown last. */
    public long next(long record) {
        return ofGroup.next(record);
    }

    public StreamId id(long record, StreamId into) {
        return into.set(PendingLayout.ms(memory, record), PendingLayout.seq(memory, record));
    }

    /** When it was delivered last, in milliseconds since 1970. */
    public long delivered(long record) {
        return PendingLayout.delivered(memory, record);
    }

    /** How often it was delivered. */
    public long deliveries(long record) {
        return PendingLayout.deliveries(memory, record);
    }

    /** Whom it was delivered to. */
    public long consumer(long record) {
        return PendingLayout.consumer(memory, record);
    }

    /** Adds an entry that is not pending yet. */
    public void add(long group, long consumer, StreamId id, long delivered, long deliveries) {
        long own = MemberLayout.pending(memory, consumer);
        ofConsumer.insert(own, id.ms(), id.seq());
        long record;
        try {
            record = ofGroup.insert(MemberLayout.pending(memory, group), id.ms(), id.seq());
        } catch (MemoryExhaustedException e) {
            ofConsumer.remove(ofConsumer.find(own, id.ms(), id.seq()));
            throw e;
        }
        PendingLayout.putConsumer(memory, record, consumer);
        PendingLayout.putDelivered(memory, record, delivered);
        PendingLayout.putDeliveries(memory, record, deliveries);
    }

    /** Changes the record that {@link #find} has just found: it was delivered anew, perhaps to somebody else. */
    public void deliver(long record, long consumer, long delivered, long deliveries) {
        long changed = ofGroup.writable(record);
        long before = PendingLayout.consumer(memory, changed);
        if (before != consumer) {
            long ms = PendingLayout.ms(memory, changed);
            long seq = PendingLayout.seq(memory, changed);
            ofConsumer.insert(MemberLayout.pending(memory, consumer), ms, seq);
            forget(before, ms, seq);
            PendingLayout.putConsumer(memory, changed, consumer);
        }
        PendingLayout.putDelivered(memory, changed, delivered);
        PendingLayout.putDeliveries(memory, changed, deliveries);
    }

    /** Removes the record that {@link #find} or {@link #ceiling} has just found. */
    public void remove(long record) {
        long ms = PendingLayout.ms(memory, record);
        long seq = PendingLayout.seq(memory, record);
        long consumer = PendingLayout.consumer(memory, record);
        // Acknowledging must be possible when memory is exhausted.
        allocator.reserveOpen(true);
        try {
            ofGroup.remove(record);
            forget(consumer, ms, seq);
        } finally {
            allocator.reserveOpen(false);
        }
    }

    /** Removes all that is pending of a consumer; returns how much that was. */
    public long removeAll(long group, long consumer) {
        long own = MemberLayout.pending(memory, consumer);
        long all = MemberLayout.pending(memory, group);
        long count = tree.count(own);
        for (long at = ofConsumer.first(own); at != 0; at = ofConsumer.next(at)) {
            long ms = PendingLayout.ms(memory, at);
            long seq = PendingLayout.seq(memory, at);
            ofGroup.remove(ofGroup.find(all, ms, seq));
        }
        return count;
    }

    // Of a consumer

    /** The first one of a consumer whose id is at least this: what {@link #id} shows, and nothing else. */
    public long ceilingOfConsumer(long consumer, StreamId id) {
        return ofConsumer.ceiling(MemberLayout.pending(memory, consumer), id.ms(), id.seq());
    }

    /** The one behind that which was shown last. */
    public long nextOfConsumer(long record) {
        return ofConsumer.next(record);
    }

    private void forget(long consumer, long ms, long seq) {
        long own = MemberLayout.pending(memory, consumer);
        ofConsumer.remove(ofConsumer.find(own, ms, seq));
    }

    // For loading

    /** Adds what is pending of a group, without a consumer so far; false if it is there already. */
    boolean load(long group, long ms, long seq, long delivered, long deliveries) {
        long root = MemberLayout.pending(memory, group);
        if (loaded.find(root, ms, seq) != 0) {
            return false;
        }
        long record = loaded.insert(root, ms, seq);
        PendingLayout.putConsumer(memory, record, 0);
        PendingLayout.putDelivered(memory, record, delivered);
        PendingLayout.putDeliveries(memory, record, deliveries);
        return true;
    }

    /** Says whose an entry is; false if it is not pending, or somebody's already. */
    boolean own(long group, long consumer, long ms, long seq) {
        long record = ofGroup.find(MemberLayout.pending(memory, group), ms, seq);
        if (record == 0 || PendingLayout.consumer(memory, record) != 0) {
            return false;
        }
        PendingLayout.putConsumer(memory, record, consumer);
        ofConsumer.insert(MemberLayout.pending(memory, consumer), ms, seq);
        return true;
    }
}
