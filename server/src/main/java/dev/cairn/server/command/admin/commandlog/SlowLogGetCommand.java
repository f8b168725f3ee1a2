// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Shows the newest slow commands: ten, or as many as asked for. */
final class SlowLogGetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("get", -2, CommandGroup.SERVER)
                    .since("2.2.12")
                    .summary("Returns the slow log's entries.")
                    .complexity("O(N) where N is the number of entries returned")
                    .flags(CommandFlag.ADMIN, CommandFlag.LOADING, CommandFlag.STALE)
                    .tips("request_policy:all_nodes", "nondeterministic_output")
                    .changed("4.0.0", "Added client IP address, port and name to the reply.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final long COUNT = 10;

    @Override
    public void execute(CommandContext context) {
        if (context.argc() > 3) {
            context.refuse(
                    "ERR unknown subcommand or wrong number of arguments for '"
                            + context.arg(1).toLatin1()
                            + "'. Try SLOWLOG HELP.");
            return;
        }
        long count = context.argc() == 3 ? NotableReply.countOrReply(context, 2) : COUNT;
        if (!context.refused()) {
            NotableReply.reply(context, context.server().metrics().slow(), count);
        }
    }
}
