// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;

/** How many entries a stream has. */
final class XLenCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xlen", 2, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Returns the number of messages in a stream.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.STREAM)
                    .key(KeySpec.at(1, "RO"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long stream = StreamAccess.findOrReply(context, context.arg(1));
        if (!context.refused()) {
            context.reply().integer(stream == 0 ? 0 : StreamAccess.streams(context).length(stream));
        }
    }
}
