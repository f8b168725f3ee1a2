// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** Describes all commands; the container of the subcommands that describe some. */
public final class CommandCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("command", -1, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Returns detailed information about all commands.")
                    .complexity("O(N) where N is the total number of commands")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION)
                    .tips("nondeterministic_output_order")
                    .subcommands(subcommands());

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static List<Command> subcommands() {
        return List.of(
                new CommandCountCommand(),
                new CommandDocsCommand(),
                new CommandGetKeysCommand(),
                new CommandGetKeysAndFlagsCommand(),
                new CommandHelpCommand(),
                new CommandInfoCommand(),
                new CommandListCommand());
    }

    @Override
    public void execute(CommandContext context) {
        List<CommandEntry> entries = context.server().commands().entries();
        context.reply().array(entries.size());
        for (CommandEntry entry : entries) {
            CommandDescription.reply(context.reply(), entry);
        }
    }
}
