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

/** Answers with the length of a string. */
final class StrLenCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("strlen", 2, CommandGroup.STRING)
                    .since("2.2.0")
                    .summary("Returns the length of a string value.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RO"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.STRING);
        if (!context.refused()) {
            context.reply().integer(entry == 0 ? 0 : context.database().strings().length(entry));
        }
    }
}
