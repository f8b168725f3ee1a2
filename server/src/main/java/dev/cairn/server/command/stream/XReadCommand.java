// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.KeyWait;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.StreamIds;
import dev.cairn.storage.type.stream.Streams;

/** The entries of streams behind given ids; waits for one where there is none, if told to. */
final class XReadCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xread", -4, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary(
                            "Returns messages from multiple streams with IDs greater than the ones"
                                    + " requested. Blocks until a message is available otherwise.")
                    .flags(CommandFlag.READONLY, CommandFlag.BLOCKING)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.afterKeyword("STREAMS", 1, -1, 1, 2, "RO", "access"));

    private static final ReplyError GROUP_ID =
            ReplyError.of(
                    "ERR The > ID can be specified only when calling XREADGROUP using the GROUP"
                            + " <group> <consumer> option.");

    // The command thread's scratch.
    private final ReadArguments arguments = new ReadArguments();
    private final IdArgument argument = new IdArgument();
    private final IdList after = new IdList();
    private final EntryReply entries = new EntryReply();
    private final IdText text = new IdText();
    private final StreamId id = new StreamId();
    private final StreamId last = new StreamId();
    private final StreamId greatest = new StreamId().set(StreamIds.MAX, StreamIds.MAX);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        arguments.parseOrReply(context, false);
        after.clear();
        for (int i = 0; !context.refused() && i < arguments.streams(); i++) {
            idOrReply(context, i);
            after.add(id);
        }
        if (context.refused()) {
            return;
        }
        int ready = 0;
        for (int i = 0; i < arguments.streams(); i++) {
            ready += streamWithMore(context, i) == 0 ? 0 : 1;
        }
        if (ready > 0) {
            reply(context, ready);
        } else if (arguments.isBlocking() && context.mayBlock()) {
            KeyWait wait =
                    KeyWait.on(
                            ValueType.STREAM,
                            arguments.firstKey(),
                            arguments.streams(),
                            arguments.deadlineMillis());
            context.block(wait.retriedAs(withIds(context)));
        } else {
            context.reply().nullArray();
        }
    }

    /** Reads behind which id to begin. */
    private void idOrReply(CommandContext context, int index) {
        long stream = StreamAccess.findOrReply(context, arguments.key(context, index));
        if (context.refused()) {
            return;
        }
        ByteSlice given = context.arg(arguments.idAt(index));
        boolean lastOne = given.equalsIgnoreCase("+");
        if (lastOne || given.equalsIgnoreCase("$")) {
            id.set(0, 0);
            if (stream != 0) {
                StreamAccess.streams(context).last(stream, id);
            }
            if (lastOne && !id.isZero()) {
                id.decrement();
            }
        } else if (given.equalsIgnoreCase(">")) {
            context.refuse(GROUP_ID);
        } else {
            argument.strictOrReply(context, arguments.idAt(index), 0, id);
        }
    }

    /** The stream if it has entries behind the id, or 0. */
    private long streamWithMore(CommandContext context, int index) {
        long entry = context.database().peek(arguments.key(context, index));
        if (entry == 0) {
            return 0;
        }
        Streams streams = StreamAccess.streams(context);
        long stream = streams.stream(entry);
        boolean more =
                streams.entries().edge(stream, true, last)
                        && last.compare(after.get(index, id)) > 0;
        return more ? stream : 0;
    }

    private void reply(CommandContext context, int ready) {
        ReplyWriter reply = context.reply();
        boolean pairs = reply.protocol() == 2;
        if (pairs) {
            reply.array(ready);
        } else {
            reply.map(ready);
        }
        for (int i = 0; i < arguments.streams(); i++) {
            long stream = streamWithMore(context, i);
            if (stream == 0) {
                continue;
            }
            if (pairs) {
                reply.array(2);
            }
            reply.bulk(arguments.key(context, i));
            after.get(i, id).increment();
            Streams streams = StreamAccess.streams(context);
            entries.entries(
                    reply, streams.cursor().start(stream, id, greatest, false), arguments.count());
        }
    }

    /** The request with the ids that {@code $} stands for now, or null where it says none. */
    private byte[][] withIds(CommandContext context) {
        boolean relative = false;
        for (int i = 0; i < arguments.streams(); i++) {
            relative |= context.arg(arguments.idAt(i)).equalsIgnoreCase("$");
        }
        if (!relative) {
            return null;
        }
        byte[][] request = new byte[context.argc()][];
        for (int i = 0; i < request.length; i++) {
            request[i] = context.arg(i).toBytes();
        }
        for (int i = 0; i < arguments.streams(); i++) {
            int at = arguments.idAt(i);
            if (context.arg(at).equalsIgnoreCase("$")) {
                request[at] = text.of(after.get(i, id)).toBytes();
            }
        }
        return request;
    }
}
