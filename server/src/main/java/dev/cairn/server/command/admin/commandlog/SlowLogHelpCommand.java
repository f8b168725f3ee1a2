// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Explains the subcommands. */
final class SlowLogHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.SERVER)
                    .since("6.2.0")
                    .summary("Shows helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final HelpText HELP =
            HelpText.of(
                    "SLOWLOG",
                    """
                    GET [<count>]
                        Return top <count> entries from the slowlog (default: 10, -1 mean all).
                        Entries are made of:
                        id, timestamp, time in microseconds, arguments array, client IP and port,
                        client name
                    LEN
                        Return the length of the slowlog.
                    RESET
                        Reset the slowlog.
                    """);

    @Override
    public void execute(CommandContext context) {
        HELP.reply(context.reply());
    }
}
