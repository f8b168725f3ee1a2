// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.config;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Explains the subcommands. */
final class ConfigHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.SERVER)
                    .since("5.0.0")
                    .summary("Returns helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE);

    private static final HelpText HELP =
            HelpText.of(
                    "CONFIG",
                    """
                    GET <pattern>
                        Return parameters matching the glob-like <pattern> and their values.
                    SET <directive> <value>
                        Set the configuration <directive> to <value>.
                    RESETSTAT
                        Reset statistics reported by the INFO command.
                    REWRITE
                        Rewrite the configuration file.
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
