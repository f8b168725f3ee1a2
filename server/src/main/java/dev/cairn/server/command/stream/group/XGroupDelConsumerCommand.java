// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.group;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.stream.StreamAccess;
import dev.cairn.storage.type.stream.StreamGroups;

/** Removes a consumer; what it has pending is pending no more. */
final class XGroupDelConsumerCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("delconsumer", 5, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Deletes a consumer from a consumer group.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(2, "RW", "delete"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long group = GroupAccess.groupOrReply(context);
        if (context.refused()) {
            return;
        }
        StreamGroups groups = StreamAccess.streams(context).groups();
        long pending = groups.deleteConsumer(group, context.arg(4));
        if (pending >= 0) {
            context.database().changedQuietly(context.arg(2));
        }
        context.reply().integer(Math.max(0, pending));
    }
}
