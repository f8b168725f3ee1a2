// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.PendingEntries;
import dev.cairn.storage.type.stream.StreamCursor;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.StreamIds;
import dev.cairn.storage.type.stream.Streams;

/** Delivers the entries of one stream to one consumer of a group, and names the effects. Reused from call to call. */
final class GroupDelivery {
    private final EntryReply entries = new EntryReply();
    private final IdText text = new IdText();
    private final ClaimEffect effect = new ClaimEffect();
    private final IdList delivered = new IdList();
    private final StreamId id = new StreamId();
    private final StreamId greatest = new StreamId().set(StreamIds.MAX, StreamIds.MAX);
    private CommandContext context;
    private Streams streams;
    private ByteSlice key;
    private ByteSlice groupName;
    private ByteSlice consumerName;
    private boolean acknowledging;
    private long most;
    private long stream;
    private long group;
    private long consumer;

    /** Takes up a stream; the consumer is made if it is not there, and has been seen. */
    void start(CommandContext of, ReadArguments arguments, int index, long streamOf, long groupOf) {
        context = of;
        streams = StreamAccess.streams(of);
        key = arguments.key(of, index);
        groupName = arguments.group(of);
        consumerName = arguments.consumer(of);
        acknowledging = arguments.isAcknowledging();
        most = arguments.count();
        stream = streamOf;
        group = groupOf;
        StreamGroups groups = streams.groups();
        consumer = groups.findConsumer(group, consumerName);
        if (consumer == 0) {
            consumer = groups.createConsumer(group, consumerName, of.nowMillis());
            effect.created(of, key, groupName, consumerName);
            of.database().changedQuietly(key);
        }
        groups.seen(consumer, of.nowMillis());
    }

    /** Answers with the entries behind an id, which are pending from now on if that is wanted. */
    void anew(StreamId after) {
        ReplyWriter reply = context.reply();
        id.set(after).increment();
        StreamCursor cursor = streams.cursor().start(stream, id, greatest, false);
        long count = cursor.count(most);
        reply.array(count);
        delivered.clear();
        boolean advanced = false;
        for (long i = 0; i < count && cursor.next(); i++) {
            advanced |= streams.progress().advance(stream, group, cursor.ms(), cursor.seq());
            entries.entry(reply, cursor);
            if (acknowledging) {
                id.set(cursor.ms(), cursor.seq());
                deliver(id);
                delivered.add(id);
            }
        }
        long now = context.nowMillis();
        if (delivered.count() > 0) {
            streams.groups().active(consumer, now);
            effect.claimed(context, key, groupName, consumerName, delivered, now, 1);
        }
        if (advanced) {
            effect.advanced(context, key, groupName, group);
        }
        context.database().changedQuietly(key);
    }

    /** Answers with what the consumer has pending from an id on; what is gone from the stream has no fields. */
    void again(StreamId from) {
        ReplyWriter reply = context.reply();
        PendingEntries pending = streams.pending();
        long count = 0;
        long record = pending.ceilingOfConsumer(consumer, from);
        for (; record != 0 && count < most; record = pending.nextOfConsumer(record)) {
            count++;
        }
        reply.array(count);
        record = pending.ceilingOfConsumer(consumer, from);
        // What is delivered again to the same consumer keeps its place among what that has pending.
        for (; count > 0; count--, record = pending.nextOfConsumer(record)) {
            pending.id(record, id);
            if (entries.entry(reply, streams, stream, id)) {
                long found = pending.find(group, id);
                long times = pending.deliveries(found) + 1;
                long now = context.nowMillis();
                pending.deliver(found, consumer, now, times);
                effect.claimed(context, key, groupName, consumerName, id, now, times);
                context.database().changedQuietly(key);
            } else {
                reply.array(2);
                text.reply(reply, id);
                reply.nullArray();
            }
        }
    }

    private void deliver(StreamId entry) {
        PendingEntries pending = streams.pending();
        long found = pending.find(group, entry);
        if (found == 0) {
            pending.add(group, consumer, entry, context.nowMillis(), 1);
        } else {
            pending.deliver(found, consumer, context.nowMillis(), 1);
        }
    }
}
