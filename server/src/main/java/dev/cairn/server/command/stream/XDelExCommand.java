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

/** Removes entries by their ids, and says what becomes of what groups have of them pending. From Redis 8.2. */
final class XDelExCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xdelex", -5, CommandGroup.STREAM)
                    .since("8.2.0")
                    .summary("Deletes one or multiple entries from the stream.")
                    .complexity(
                            "O(1) for each single item to delete in the stream, regardless of the"
                                    + " stream size.")
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
        arguments.parseOrReply(context, 2);
        long stream =
                context.refused() ? 0 : StreamAccess.findForWriteOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        Streams streams = StreamAccess.streams(context);
        IdList ids = arguments.ids();
        boolean deleted = false;
        context.reply().array(ids.count());
        for (int i = 0; i < ids.count(); i++) {
            int result =
                    stream == 0
                            ? DeletionArguments.ABSENT
                            : arguments.delete(streams, stream, ids.get(i, id));
            deleted |= result == DeletionArguments.DELETED;
            context.reply().integer(result);
        }
        if (deleted) {
            streams.entries().settleFirst(stream);
            StreamAccess.changed(context, context.arg(1));
        } else if (stream != 0) {
            // References may have gone whose entries had gone before.
            context.database().changedQuietly(context.arg(1));
        }
    }
}
