// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.group;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.stream.IdArgument;
import dev.cairn.server.command.stream.StreamAccess;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** Sets which entry was delivered last to a group. */
final class XGroupSetIdCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("setid", -5, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Sets the last-delivered ID of a consumer group.")
                    .complexity("O(1)")
                    .changed("7.0.0", "Added the optional `entries_read` argument.")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(2, "RW", "update"));

    private static final int PLAIN = 5;
    private static final int WITH_ENTRIES_READ = 7;

    // The command thread's scratch.
    private final IdArgument argument = new IdArgument();
    private final StreamId id = new StreamId();
    private long entriesRead;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        optionsOrReply(context);
        long group = context.refused() ? 0 : GroupAccess.groupOrReply(context);
        if (!context.refused()) {
            idOrReply(context);
        }
        if (context.refused()) {
            return;
        }
        Streams streams = StreamAccess.streams(context);
        streams.groups().set(group, id, entriesRead);
        context.database().changedQuietly(context.arg(2));
        context.reply().ok();
    }

    private void optionsOrReply(CommandContext context) {
        entriesRead = StreamGroups.UNKNOWN;
        for (int at = 5; at < context.argc() && !context.refused(); at += 2) {
            ByteSlice word = context.arg(at);
            if (at + 1 < context.argc() && word.equalsIgnoreCase("ENTRIESREAD")) {
                entriesRead = GroupAccess.entriesReadOrReply(context, at + 1);
            } else {
                GroupAccess.refuseOptions(context);
            }
        }
    }

    private void idOrReply(CommandContext context) {
        if (context.argc() != PLAIN && context.argc() != WITH_ENTRIES_READ) {
            GroupAccess.refuseOptions(context);
        } else if (context.arg(4).equalsIgnoreCase("$")) {
            Streams streams = StreamAccess.streams(context);
            long entry = context.database().peek(context.arg(2));
            streams.last(streams.stream(entry), id);
        } else {
            argument.anyOrReply(context, 4, id);
        }
    }
}
