// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;

/** How many elements a list has. */
final class LLenCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("llen", 2, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary("Returns the length of a list.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RO"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {

        long entry = context.findOrReply(context.arg(1), ValueType.LIST);
        if (context.refused()) {
            return;
        }
        context.reply().integer(entry == 0 ? 0 : context.database().lists().length(entry));
    }
}
