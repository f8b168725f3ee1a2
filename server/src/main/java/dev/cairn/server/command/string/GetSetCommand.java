// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;

/** Sets a string and answers with the one before. */
final class GetSetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("getset", 3, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary(
                            "Returns the previous string value of a key after setting it to a new "
                                    + "value.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "access", "update"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.STRING);
        if (context.refused()) {
            return;
        }
        GetCommand.replyValue(context, entry);
        context.database().strings().set(context.arg(1), context.arg(2), -1, false);
    }
}
