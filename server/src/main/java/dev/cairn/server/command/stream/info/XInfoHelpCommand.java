// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.info;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Explains the subcommands. */
final class XInfoHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Returns helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.STREAM);

    private static final HelpText HELP =
            HelpText.of(
                    "XINFO",
                    """
                    CONSUMERS <key> <groupname>
                        Show consumers of <groupname>.
                    GROUPS <key>
                        Show the stream consumer groups.
                    STREAM <key> [FULL [COUNT <count>]
                        Show information about the stream.
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
