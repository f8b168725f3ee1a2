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
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

/** Makes a group, and with MKSTREAM its stream. */
final class XGroupCreateCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("create", -5, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Creates a consumer group.")
                    .complexity("O(1)")
                    .changed("7.0.0", "Added the `entries_read` named argument.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(2, "RW", "insert"));

    private static final ReplyError BUSY =
            ReplyError.of("BUSYGROUP Consumer Group name already exists");
    private static final int LONGEST = 8;

    // The command thread's scratch.
    private final IdArgument argument = new IdArgument();
    private final StreamId id = new StreamId();
    private boolean makesStream;
    private long entriesRead;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        optionsOrReply(context);
        long stream = context.refused() ? 0 : GroupAccess.streamOrReply(context, makesStream);
        if (!context.refused()) {
            idOrReply(context, stream);
        }
        if (context.refused()) {
            return;
        }
        Streams streams = StreamAccess.streams(context);
        ByteSlice key = context.arg(2);
        boolean makes = stream == 0;
        stream = makes ? streams.create(key) : stream;
        if (streams.groups().create(stream, context.arg(3), id, entriesRead) == 0) {
            context.refuse(BUSY);
            return;
        }
        if (makes) {
            StreamAccess.changed(context, key);
        } else {
            context.database().changedQuietly(key);
        }
        context.reply().ok();
    }

    private void optionsOrReply(CommandContext context) {
        makesStream = false;
        entriesRead = StreamGroups.UNKNOWN;
        for (int at = 5; at < context.argc() && !context.refused(); at++) {
            ByteSlice word = context.arg(at);
            if (word.equalsIgnoreCase("MKSTREAM")) {
                makesStream = true;
            } else if (at + 1 < context.argc() && word.equalsIgnoreCase("ENTRIESREAD")) {
                entriesRead = GroupAccess.entriesReadOrReply(context, ++at);
            } else {
                GroupAccess.refuseOptions(context);
            }
        }
    }

    private void idOrReply(CommandContext context, long stream) {
        if (context.argc() > LONGEST) {
            GroupAccess.refuseOptions(context);
        } else if (!context.arg(4).equalsIgnoreCase("$")) {
            argument.strictOrReply(context, 4, 0, id);
        } else if (stream == 0) {
            id.set(0, 0);
        } else {
            StreamAccess.streams(context).last(stream, id);
        }
    }
}
