// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.log;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Explains the subcommands. */
final class LogHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.SERVER)
                    .since("9.1.2")
                    .summary("Returns helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE);

    private static final HelpText HELP =
            HelpText.of(
                    "LOG",
                    """
                    POSITION
                        Return the position of the log behind everything executed so far.
                    READ [COUNT <count>] [BLOCK <milliseconds>] FROM <position|$|0>
                        Return the commands whose position is above <position>, each as position,
                        time in milliseconds, database and words. $ stands for the log's end, 0 for
                        its begin. Read on with the position of the last command that you have.
                    """);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        HELP.reply(context.reply());
    }
}
