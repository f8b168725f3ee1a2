// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Forgets the slow commands. */
final class SlowLogResetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("reset", 2, CommandGroup.SERVER)
                    .since("2.2.12")
                    .summary("Clears all entries from the slow log.")
                    .complexity("O(N) where N is the number of entries in the slowlog")
                    .flags(CommandFlag.ADMIN, CommandFlag.LOADING, CommandFlag.STALE)
                    .tips("request_policy:all_nodes", "response_policy:all_succeeded");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.server().metrics().slow().reset();
        context.reply().ok();
    }
}
