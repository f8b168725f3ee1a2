// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Answers with its argument. */
final class EchoCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("echo", 2, CommandGroup.CONNECTION)
                    .since("1.0.0")
                    .summary("Returns the given string.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE, CommandFlag.FAST)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.reply().bulk(context.arg(1));
    }
}
