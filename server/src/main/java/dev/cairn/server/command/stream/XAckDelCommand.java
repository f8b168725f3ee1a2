// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** Acknowledges entries and removes them, if their other readers let it. From Redis 8.2. */
final class XAckDelCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xackdel", -6, CommandGroup.STREAM)
                    .since("8.2.0")
                    .summary(
                            "Acknowledges and deletes one or multiple messages for a stream"
                                    + " consumer group.")
                    .complexity("O(1) for each message ID processed.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RW", "delete"));

    // The command thread's scratch.
    private final DeletionArguments arguments = new DeletionArguments();
    private final StreamId id = new StreamId();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        arguments.parseOrReply(context, 3);
        long stream =
                context.refused() ? 0 : StreamAccess.findForWriteOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        Streams streams = StreamAccess.streams(context);
        long group = stream == 0 ? 0 : streams.groups().find(stream, context.arg(2));
        IdList ids = arguments.ids();
        boolean deleted = false;
        context.reply().array(ids.count());
        for (int i = 0; i < ids.count(); i++) {
            int result =
                    group == 0
                            ? DeletionArguments.ABSENT
                            : acknowledge(context, streams, stream, group, ids.get(i, id));
            deleted |= result == DeletionArguments.DELETED;
            context.reply().integer(result);
        }
        if (deleted) {
            streams.entries().settleFirst(stream);
            StreamAccess.changed(context, context.arg(1));
        }
    }

    private int acknowledge(
            CommandContext context, Streams streams, long stream, long group, StreamId wanted) {
        long record = streams.pending().find(group, wanted);
        if (record == 0) {
            return DeletionArguments.ABSENT;
        }
        streams.pending().remove(record);
        context.database().changedQuietly(context.arg(1));
        int result = arguments.delete(streams, stream, wanted);
        // The entry was pending, so it is acknowledged even where it had gone before.
        return result == DeletionArguments.ABSENT ? DeletionArguments.DELETED : result;
    }
}
