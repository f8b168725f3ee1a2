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

/** Hands pending entries that are named over to a consumer. The log gets their times and counts as they came out. */
final class XClaimCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xclaim", -6, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary(
                            "Changes, or acquires, ownership of a message in a consumer group, as"
                                    + " if the message was delivered to a consumer group member.")
                    .complexity(
                            "O(log N) with N being the number of messages in the PEL of the"
                                    + " consumer group.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RW", "update"))
                    .tips("nondeterministic_output");

    private static final ReplyError INVALID_MIN_IDLE = invalid("min-idle-time");
    private static final ReplyError INVALID_IDLE = invalid("IDLE option");
    private static final ReplyError INVALID_TIME = invalid("TIME option");
    private static final ReplyError INVALID_RETRYCOUNT = invalid("RETRYCOUNT option");
    private static final int FIRST_ID = 5;
    private static final long NOT_GIVEN = -1;

    // The command thread's scratch.
    private final IdList ids = new IdList();
    private final IdList claimed = new IdList();
    private final IdArgument argument = new IdArgument();
    private final ClaimEffect effect = new ClaimEffect();
    private final EntryReply entries = new EntryReply();
    private final IdText text = new IdText();
    private final StreamId id = new StreamId();
    private final StreamId lastId = new StreamId();
    private final StreamId groupLast = new StreamId();
    private long leastIdleMillis;
    private long delivered;
    private long retryCount;
    private boolean force;
    private boolean justId;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long stream = StreamAccess.findForWriteOrReply(context, context.arg(1));
        long group = context.refused() ? 0 : StreamAccess.groupOrReply(context, stream);
        if (!context.refused()) {
            leastIdleMillis = Math.max(0, context.longOrReply(4, INVALID_MIN_IDLE));
        }
        if (!context.refused()) {
            optionsOrReply(context, ids.parseWhileIds(context, FIRST_ID));
        }
        if (context.refused()) {
            return;
        }
        // What is logged is told apart from what is asked.
        context.effects().none();
        Streams streams = StreamAccess.streams(context);
        boolean advanced = advance(streams, group);
        long consumer = consumer(context, streams.groups(), group);
        claimed.clear();
        for (int i = 0; i < ids.count(); i++) {
            if (claim(context, streams, stream, group, consumer, ids.get(i, id))) {
                claimed.add(id);
            }
        }
        if (advanced) {
            effect.advanced(context, context.arg(1), context.arg(2), group);
            context.database().changedQuietly(context.arg(1));
        }
        reply(context, streams, stream);
    }

    private static ReplyError invalid(String what) {
        return ReplyError.of("ERR Invalid " + what + " argument for XCLAIM");
    }

    private void optionsOrReply(CommandContext context, int from) {
        long now = context.nowMillis();
        lastId.set(0, 0);
        delivered = NOT_GIVEN;
        retryCount = NOT_GIVEN;
        force = false;
        justId = false;
        for (int at = from; at < context.argc() && !context.refused(); at++) {
            ByteSlice word = context.arg(at);
            boolean more = at + 1 < context.argc();
            if (word.equalsIgnoreCase("FORCE")) {
                force = true;
            } else if (word.equalsIgnoreCase("JUSTID")) {
                justId = true;
            } else if (more && word.equalsIgnoreCase("IDLE")) {
                delivered = now - context.longOrReply(++at, INVALID_IDLE);
            } else if (more && word.equalsIgnoreCase("TIME")) {
                delivered = context.longOrReply(++at, INVALID_TIME);
            } else if (more && word.equalsIgnoreCase("RETRYCOUNT")) {
                retryCount = context.longOrReply(++at, INVALID_RETRYCOUNT);
            } else if (more && word.equalsIgnoreCase("LASTID")) {
                argument.strictOrReply(context, ++at, 0, lastId);
            } else {
                context.refuse("ERR Unrecognized XCLAIM option '" + StreamAccess.shown(word) + "'");
            }
        }
        if (delivered < 0 || delivered > now) {
            delivered = now;
        }
    }

    private boolean advance(Streams streams, long group) {
        StreamGroups groups = streams.groups();
        if (lastId.compare(groups.last(group, groupLast)) <= 0) {
            return false;
        }
        groups.set(group, lastId, groups.entriesRead(group));
        return true;
    }

    private long consumer(CommandContext context, StreamGroups groups, long group) {
        ByteSlice name = context.arg(3);
        long consumer = groups.findConsumer(group, name);
        if (consumer == 0) {
            consumer = groups.createConsumer(group, name, context.nowMillis());
            effect.created(context, context.arg(1), context.arg(2), name);
            context.database().changedQuietly(context.arg(1));
        }
        groups.seen(consumer, context.nowMillis());
        return consumer;
    }

    private boolean claim(
            CommandContext context,
            Streams streams,
            long stream,
            long group,
            long consumer,
            StreamId wanted) {
        PendingEntries pending = streams.pending();
        boolean exists = streams.entries().exists(stream, wanted);
        long record = pending.find(group, wanted);
        if (record == 0 && !(force && exists)) {
            return false;
        }
        long now = context.nowMillis();
        if (!exists) {
            forget(context, streams, record, wanted);
            return false;
        }
        if (record != 0
                && leastIdleMillis > 0
                && now - pending.delivered(record) < leastIdleMillis) {
            return false;
        }
        long times = record == 0 ? 1 : pending.deliveries(record);
        if (retryCount >= 0) {
            times = retryCount;
        } else if (!justId) {
            times++;
        }
        if (record == 0) {
            pending.add(group, consumer, wanted, delivered, times);
        } else {
            pending.deliver(record, consumer, delivered, times);
        }
        streams.groups().active(consumer, now);
        effect.claimed(
                context, context.arg(1), context.arg(2), context.arg(3), wanted, delivered, times);
        context.database().changedQuietly(context.arg(1));
        return true;
    }

    /** Drops what is pending of an entry that is gone. */
    private void forget(CommandContext context, Streams streams, long record, StreamId gone) {
        streams.pending().remove(record);
        effect.claimed(
                context,
                context.arg(1),
                context.arg(2),
                context.arg(3),
                gone,
                context.nowMillis(),
                1);
        context.database().changedQuietly(context.arg(1));
    }

    private void reply(CommandContext context, Streams streams, long stream) {
        ReplyWriter reply = context.reply();
        reply.array(claimed.count());
        for (int i = 0; i < claimed.count(); i++) {
            claimed.get(i, id);
            if (justId) {
                text.reply(reply, id);
            } else {
                entries.entry(reply, streams, stream, id);
            }
        }
    }
}
