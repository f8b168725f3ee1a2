// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.info;

import dev.cairn.server.command.stream.IdText;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.type.stream.GroupProgress;
import dev.cairn.storage.type.stream.PendingEntries;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** Writes what XINFO tells about groups. Reused from call to call. */
final class GroupReply {
    private final IdText text = new IdText();
    private final StreamId id = new StreamId();
    private final StreamId least = new StreamId();

    /** The pair of the group's or consumer's name. */
    void name(ReplyWriter reply, Streams streams, long member) {
        reply.bulk("name");
        reply.bulk(streams.groups().name(member));
    }

    /** The three pairs that tell how far a group has come. */
    void progress(ReplyWriter reply, Streams streams, long stream, long group) {
        StreamGroups groups = streams.groups();
        reply.bulk("last-delivered-id");
        text.reply(reply, groups.last(group, id));
        reply.bulk("entries-read");
        known(reply, groups.entriesRead(group), StreamGroups.UNKNOWN);
        reply.bulk("lag");
        known(reply, streams.progress().lag(stream, group), GroupProgress.UNKNOWN_LAG);
    }

    /** A group with what it has pending, and its consumers; at most so many pending entries of each. */
    void full(ReplyWriter reply, Streams streams, long stream, long group, long most) {
        StreamGroups groups = streams.groups();
        PendingEntries pending = streams.pending();
        reply.map(7);
        name(reply, streams, group);
        progress(reply, streams, stream, group);
        reply.bulk("pel-count");
        reply.integer(pending.count(group));
        reply.bulk("pending");
        long shown = Math.min(most, pending.count(group));
        reply.array(shown);
        long record = pending.first(group);
        for (long i = 0; i < shown; i++) {
            reply.array(4);
            text.reply(reply, pending.id(record, id));
            reply.bulk(groups.name(pending.consumer(record)));
            delivery(reply, pending, record);
            record = pending.next(record);
        }
        reply.bulk("consumers");
        int consumers = groups.consumers(group);
        reply.array(consumers);
        for (int i = 0; i < consumers; i++) {
            consumer(reply, streams, group, groups.consumer(group, i), most);
        }
    }

    private void consumer(
            ReplyWriter reply, Streams streams, long group, long consumer, long most) {
        StreamGroups groups = streams.groups();
        PendingEntries pending = streams.pending();
        reply.map(5);
        name(reply, streams, consumer);
        reply.bulk("seen-time");
        reply.integer(groups.seenAt(consumer));
        reply.bulk("active-time");
        reply.integer(groups.activeAt(consumer));
        reply.bulk("pel-count");
        reply.integer(pending.count(consumer));
        reply.bulk("pending");
        long shown = Math.min(most, pending.count(consumer));
        reply.array(shown);
        long record = pending.ceilingOfConsumer(consumer, least);
        for (long i = 0; i < shown; i++) {
            reply.array(3);
            text.reply(reply, pending.id(record, id));
            delivery(reply, pending, pending.find(group, id));
            record = pending.nextOfConsumer(record);
        }
    }

    private static void delivery(ReplyWriter reply, PendingEntries pending, long record) {
        reply.integer(pending.delivered(record));
        reply.integer(pending.deliveries(record));
    }

    private static void known(ReplyWriter reply, long number, long unknown) {
        if (number == unknown) {
            reply.nullBulk();
        } else {
            reply.integer(number);
        }
    }
}
