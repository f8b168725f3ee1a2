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

/** Makes a consumer. */
final class XGroupCreateConsumerCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("createconsumer", 5, CommandGroup.STREAM)
                    .since("6.2.0")
                    .summary("Creates a consumer in a consumer group.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(2, "RW", "insert"));

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
        boolean created = groups.createConsumer(group, context.arg(4), context.nowMillis()) != 0;
        if (created) {
            context.database().changedQuietly(context.arg(2));
        }
        context.reply().integer(created ? 1 : 0);
    }
}
