// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.PendingEntries;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** What is pending of a group: in sum, or entry by entry. */
final class XPendingCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xpending", -3, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary(
                            "Returns the information and entries from a stream consumer group's"
                                    + " pending entries list.")
                    .complexity(
                            "O(N) with N being the number of elements returned, so asking for a"
                                + " small fixed number of entries per call is O(1). O(M), where M"
                                + " is the total number of entries scanned when used with the IDLE"
                                + " filter. When the command returns just the summary and the list"
                                + " of consumers is small, it runs in O(1) time; otherwise, an"
                                + " additional O(N) time for iterating every consumer.")
                    .changed("6.2.0", "Added the `IDLE` option and exclusive range intervals.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output");

    private static final int SUMMARY_WORDS = 3;
    private static final int SHORTEST_RANGE = 6;
    private static final int LONGEST_RANGE = 9;

    // The command thread's scratch.
    private final IdArgument ids = new IdArgument();
    private final IdText text = new IdText();
    private final StreamId start = new StreamId();
    private final StreamId end = new StreamId();
    private final StreamId id = new StreamId();
    private long leastIdleMillis;
    private long most;
    private ByteSlice consumerName;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        boolean summary = context.argc() == SUMMARY_WORDS;
        if (!summary) {
            rangeOrReply(context);
        }
        long stream = context.refused() ? 0 : StreamAccess.findOrReply(context, context.arg(1));
        long group = context.refused() ? 0 : StreamAccess.groupOrReply(context, stream);
        if (context.refused()) {
            return;
        }
        if (summary) {
            summary(context, group);
        } else {
            range(context, group);
        }
    }

    private void rangeOrReply(CommandContext context) {
        if (context.argc() < SHORTEST_RANGE || context.argc() > LONGEST_RANGE) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        int at = 3;
        leastIdleMillis = 0;
        if (context.arg(at).equalsIgnoreCase("IDLE")) {
            leastIdleMillis = context.longOrReply(at + 1);
            if (!context.refused() && context.argc() < SHORTEST_RANGE + 2) {
                context.refuse(ReplyError.SYNTAX);
            }
            at += 2;
        }
        if (!context.refused()) {
            most = Math.max(0, context.longOrReply(at + 2));
        }
        if (!context.refused()) {
            ids.startOrReply(context, at, start);
        }
        if (!context.refused()) {
            ids.endOrReply(context, at + 1, end);
        }
        consumerName = at + 3 < context.argc() ? context.arg(at + 3) : null;
    }

    private void summary(CommandContext context, long group) {
        ReplyWriter reply = context.reply();
        Streams streams = StreamAccess.streams(context);
        PendingEntries pending = streams.pending();
        long count = pending.count(group);
        reply.array(4);
        reply.integer(count);
        if (count == 0) {
            reply.nullBulk();
            reply.nullBulk();
            reply.nullArray();
            return;
        }
        text.reply(reply, pending.id(pending.first(group), id));
        text.reply(reply, pending.id(pending.last(group), id));
        StreamGroups groups = streams.groups();
        int consumers = groups.consumers(group);
        int busy = 0;
        for (int i = 0; i < consumers; i++) {
            busy += pending.count(groups.consumer(group, i)) > 0 ? 1 : 0;
        }
        reply.array(busy);
        for (int i = 0; i < consumers; i++) {
            long consumer = groups.consumer(group, i);
            if (pending.count(consumer) > 0) {
                reply.array(2);
                reply.bulk(groups.name(consumer));
                reply.bulkLong(pending.count(consumer));
            }
        }
    }

    private void range(CommandContext context, long group) {
        Streams streams = StreamAccess.streams(context);
        long consumer = 0;
        if (consumerName != null) {
            consumer = streams.groups().findConsumer(group, consumerName);
            if (consumer == 0) {
                context.reply().array(0);
                return;
            }
        }
        context.reply().array(walk(context, group, consumer, most, false));
        walk(context, group, consumer, most, true);
    }

    /** Walks over what was asked for, and counts it; answers with it if told to. */
    private long walk(
            CommandContext context, long group, long consumer, long limit, boolean replying) {
        PendingEntries pending = StreamAccess.streams(context).pending();
        long now = context.nowMillis();
        long count = 0;
        long at = next(pending, group, consumer, 0);
        while (at != 0 && count < limit && pending.id(at, id).compare(end) <= 0) {
            long record = consumer == 0 ? at : pending.find(group, id);
            long idle = now - pending.delivered(record);
            if (leastIdleMillis == 0 || idle >= leastIdleMillis) {
                count++;
                if (replying) {
                    entry(context, record, idle);
                }
            }
            at = next(pending, group, consumer, at);
        }
        return count;
    }

    private long next(PendingEntries pending, long group, long consumer, long at) {
        if (consumer == 0) {
            return at == 0 ? pending.ceiling(group, start) : pending.next(at);
        }
        return at == 0 ? pending.ceilingOfConsumer(consumer, start) : pending.nextOfConsumer(at);
    }

    private void entry(CommandContext context, long record, long idle) {
        ReplyWriter reply = context.reply();
        Streams streams = StreamAccess.streams(context);
        reply.array(4);
        text.reply(reply, id);
        reply.bulk(streams.groups().name(streams.pending().consumer(record)));
        reply.integer(Math.max(0, idle));
        reply.integer(streams.pending().deliveries(record));
    }
}
