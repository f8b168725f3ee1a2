// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.NotableCommands;

/** Shows the newest notable commands of a type. */
final class CommandLogGetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("get", 4, CommandGroup.SERVER)
                    .since("8.1.0")
                    .summary("Returns the specified command log's entries.")
                    .complexity("O(N) where N is the number of entries returned")
                    .flags(CommandFlag.ADMIN, CommandFlag.LOADING, CommandFlag.STALE)
                    .tips("request_policy:all_nodes", "nondeterministic_output");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long count = NotableReply.countOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        NotableCommands log = NotableReply.logOrReply(context, 3);
        if (!context.refused()) {
            NotableReply.reply(context, log, count);
        }
    }
}
