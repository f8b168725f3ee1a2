// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Explains the subcommands. */
final class CommandHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.SERVER)
                    .since("5.0.0")
                    .summary("Returns helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final HelpText HELP =
            HelpText.of(
                    "COMMAND",
                    """
                    (no subcommand)
                        Return details about all commands.
                    COUNT
                        Return the total number of commands in this server.
                    LIST
                        Return a list of all commands in this server.
                    INFO [<command-name> ...]
                        Return details about multiple commands.
                        If no command names are given, documentation details for all
                        commands are returned.
                    DOCS [<command-name> ...]
                        Return documentation details about multiple commands.
                        If no command names are given, documentation details for all
                        commands are returned.
                    GETKEYS <full-command>
                        Return the keys from a full command.
                    GETKEYSANDFLAGS <full-command>
                        Return the keys and the access flags from a full command.
                    """);

    @Override
    public void execute(CommandContext context) {
        HELP.reply(context.reply());
    }
}
