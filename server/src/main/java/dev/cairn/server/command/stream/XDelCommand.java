// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.stream.StreamEntries;
import dev.cairn.storage.type.stream.StreamId;

/** Removes entries by their ids; groups keep what they have of them pending. */
final class XDelCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xdel", -3, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Returns the number of messages after removing them from a stream.")
                    .complexity(
                            "O(1) for each single item to delete in the stream, regardless of the"
                                    + " stream size.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RW", "delete"));

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
        int removed = 0;
        if (stream != 0) {
            ids.parseOrReply(context, 2, context.argc());
            if (context.refused()) {
                return;
            }
            StreamEntries entries = StreamAccess.streams(context).entries();
            for (int i = 0; i < ids.count(); i++) {
                removed += entries.delete(stream, ids.get(i, id)) ? 1 : 0;
            }
            if (removed > 0) {
                entries.settleFirst(stream);
                StreamAccess.changed(context, context.arg(1));
            }
        }
        context.reply().integer(removed);
    }
}
