// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.stream.PendingEntries;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** Acknowledges entries: they are pending no more. */
final class XAckCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xack", -4, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary(
                            "Returns the number of messages that were successfully acknowledged by"
                                    + " the consumer group member of a stream.")
                    .complexity("O(1) for each message ID processed.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RW", "update"));

    // The command thread's scratch.
    private final IdList ids = new IdList();
    private final StreamId id = new StreamId();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long stream = StreamAccess.findForWriteOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        Streams streams = StreamAccess.streams(context);
        long group = stream == 0 ? 0 : streams.groups().find(stream, context.arg(2));
        if (group == 0) {
            context.reply().integer(0);
            return;
        }
        ids.parseOrReply(context, 3, context.argc());
        if (context.refused()) {
            return;
        }
        PendingEntries pending = streams.pending();
        int acknowledged = 0;
        for (int i = 0; i < ids.count(); i++) {
            long record = pending.find(group, ids.get(i, id));
            if (record != 0) {
                pending.remove(record);
                acknowledged++;
            }
        }
        if (acknowledged > 0) {
            context.database().changedQuietly(context.arg(1));
        }
        context.reply().integer(acknowledged);
    }
}
