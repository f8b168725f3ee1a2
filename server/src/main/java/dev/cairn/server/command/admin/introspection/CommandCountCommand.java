// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Tells how many commands there are. */
final class CommandCountCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("count", 2, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Returns a count of commands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.reply().integer(context.server().commands().entries().size());
    }
}
