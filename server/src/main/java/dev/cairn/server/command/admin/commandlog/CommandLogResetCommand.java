// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.NotableCommands;

/** Forgets the notable commands of a type. */
final class CommandLogResetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("reset", 3, CommandGroup.SERVER)
                    .since("8.1.0")
                    .summary("Clears all entries from the specified type of command log.")
                    .complexity("O(N) where N is the number of entries in the commandlog")
                    .flags(CommandFlag.ADMIN, CommandFlag.LOADING, CommandFlag.STALE)
                    .tips("request_policy:all_nodes", "response_policy:all_succeeded");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        NotableCommands log = NotableReply.logOrReply(context, 2);
        if (!context.refused()) {
            log.reset();
            context.reply().ok();
        }
    }
}
