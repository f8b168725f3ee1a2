// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Tells how many slow commands are noted. */
final class SlowLogLenCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("len", 2, CommandGroup.SERVER)
                    .since("2.2.12")
                    .summary("Returns the number of entries in the slow log.")
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
        context.reply().integer(context.server().metrics().slow().size());
    }
}
