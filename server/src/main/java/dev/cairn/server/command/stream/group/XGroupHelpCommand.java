// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.group;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Explains the subcommands. */
final class XGroupHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("Returns helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.STREAM);

    private static final HelpText HELP =
            HelpText.of(
                    "XGROUP",
                    """
                    CREATE <key> <groupname> <id|$> [option]
                        Create a new consumer group. Options are:
                        * MKSTREAM
                          Create the empty stream if it does not exist.
                        * ENTRIESREAD entries_read
                          Set the group's entries_read counter (internal use).
                    CREATECONSUMER <key> <groupname> <consumer>
                        Create a new consumer in the specified group.
                    DELCONSUMER <key> <groupname> <consumer>
                        Remove the specified consumer.
                    DESTROY <key> <groupname>
                        Remove the specified group.
                    SETID <key> <groupname> <id|$> [ENTRIESREAD entries_read]
                        Set the current group ID and entries_read counter.
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
