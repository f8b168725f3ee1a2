// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.NotableCommands;

/** Tells how many commands of a type are noted. */
final class CommandLogLenCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("len", 3, CommandGroup.SERVER)
                    .since("8.1.0")
                    .summary("Returns the number of entries in the specified type of command log.")
                    .complexity("O(1)")
                    .flags(CommandFlag.ADMIN, CommandFlag.LOADING, CommandFlag.STALE)
                    .tips(
                            "request_policy:all_nodes",
                            "response_policy:agg_sum",
                            "nondeterministic_output");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        NotableCommands log = NotableReply.logOrReply(context, 2);
        if (!context.refused()) {
            context.reply().integer(log.size());
        }
    }
}
