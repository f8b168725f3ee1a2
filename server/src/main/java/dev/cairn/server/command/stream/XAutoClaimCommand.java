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

/** Hands pending entries over to a consumer that were left alone for long, from an id on. */
final class XAutoClaimCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xautoclaim", -6, CommandGroup.STREAM)
                    .since("6.2.0")
                    .summary(
                            "Changes, or acquires, ownership of messages in a consumer group, as if"
                                    + " the messages were delivered to a consumer group member.")
                    .complexity("O(1) if COUNT is small.")
                    .changed(
                            "7.0.0",
                            "Added an element to the reply array, containing deleted entries the"
                                    + " command cleared from the PEL")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RW", "delete"))
                    .tips("nondeterministic_output");

    private static final ReplyError INVALID_MIN_IDLE =
            ReplyError.of("ERR Invalid min-idle-time argument for XAUTOCLAIM");
    private static final ReplyError INVALID_COUNT = ReplyError.of("ERR COUNT must be > 0");
    private static final long USUAL_COUNT = 100;

    /** For each entry that is wanted, so many are looked at. */
    private static final int LOOKS_PER_ENTRY = 10;

    private static final long GREATEST_COUNT = Long.MAX_VALUE / 16;

    // The command thread's scratch.
    private final IdArgument argument = new IdArgument();
    private final IdList claimed = new IdList();
    private final IdList gone = new IdList();
    private final ClaimEffect effect = new ClaimEffect();
    private final EntryReply entries = new EntryReply();
    private final IdText text = new IdText();
    private final StreamId id = new StreamId();
    private final StreamId cursor = new StreamId();
    private long leastIdleMillis;
    private long count;
    private boolean justId;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        leastIdleMillis = Math.max(0, context.longOrReply(4, INVALID_MIN_IDLE));
        if (!context.refused()) {
            argument.startOrReply(context, 5, cursor);
        }
        if (!context.refused()) {
            optionsOrReply(context);
        }
        long stream =
                context.refused() ? 0 : StreamAccess.findForWriteOrReply(context, context.arg(1));
        long group = context.refused() ? 0 : StreamAccess.groupOrReply(context, stream);
        if (context.refused()) {
            return;
        }
        // What is logged is told apart from what is asked.
        context.effects().none();
        Streams streams = StreamAccess.streams(context);
        claim(context, streams, stream, group);
        ReplyWriter reply = context.reply();
        reply.array(3);
        text.reply(reply, cursor);
        reply.array(claimed.count());
        for (int i = 0; i < claimed.count(); i++) {
            claimed.get(i, id);
            if (justId) {
                text.reply(reply, id);
            } else {
                entries.entry(reply, streams, stream, id);
            }
        }
        reply.array(gone.count());
        for (int i = 0; i < gone.count(); i++) {
            text.reply(reply, gone.get(i, id));
        }
    }

    private void optionsOrReply(CommandContext context) {
        count = USUAL_COUNT;
        justId = false;
        for (int at = 6; at < context.argc() && !context.refused(); at++) {
            ByteSlice word = context.arg(at);
            if (at + 1 < context.argc() && word.equalsIgnoreCase("COUNT")) {
                count = context.rangeOrReply(++at, 1, GREATEST_COUNT, INVALID_COUNT);
            } else if (word.equalsIgnoreCase("JUSTID")) {
                justId = true;
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
    }

    /** Claims from the cursor on, and leaves it where to go on next, or zero. */
    private void claim(CommandContext context, Streams streams, long stream, long group) {
        claimed.clear();
        gone.clear();
        long now = context.nowMillis();
        PendingEntries pending = streams.pending();
        long consumer = consumer(context, streams.groups(), group);
        long looks =
                count > Long.MAX_VALUE / LOOKS_PER_ENTRY ? Long.MAX_VALUE : count * LOOKS_PER_ENTRY;
        long record = pending.ceiling(group, cursor);
        while (record != 0 && looks-- > 0 && claimed.count() + gone.count() < count) {
            pending.id(record, id);
            long idle = now - pending.delivered(record);
            long times = pending.deliveries(record);
            if (!streams.entries().exists(stream, id)) {
                pending.remove(record);
                gone.add(id);
                log(context, now, times);
            } else if (leastIdleMillis == 0 || idle >= leastIdleMillis) {
                times += justId ? 0 : 1;
                pending.deliver(record, consumer, now, times);
                streams.groups().active(consumer, now);
                claimed.add(id);
                log(context, now, times);
            }
            record = id.increment() ? pending.ceiling(group, id) : 0;
        }
        if (record == 0) {
            cursor.set(0, 0);
        } else {
            pending.id(record, cursor);
        }
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

    private void log(CommandContext context, long delivered, long times) {
        effect.claimed(
                context, context.arg(1), context.arg(2), context.arg(3), id, delivered, times);
        context.database().changedQuietly(context.arg(1));
    }
}
