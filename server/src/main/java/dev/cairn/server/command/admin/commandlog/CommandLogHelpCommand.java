// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Explains the subcommands. */
final class CommandLogHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.SERVER)
                    .since("8.1.0")
                    .summary("Shows helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final HelpText HELP =
            HelpText.of(
                    "COMMANDLOG",
                    """
                    GET <count> <type>
                        Return top <count> entries of the specified <type> from the commandlog (-1 mean all).
                        Entries are made of:
                        id, timestamp,
                            time in microseconds for type of slow,
                            or size in bytes for type of large-request,
                            or size in bytes for type of large-reply
                        arguments array, client IP and port,
                        client name
                    LEN <type>
                        Return the length of the specified type of commandlog.
                    RESET <type>
                        Reset the specified type of commandlog.
                    """);

    @Override
    public void execute(CommandContext context) {
        HELP.reply(context.reply());
    }
}
