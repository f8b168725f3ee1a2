// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands about notable commands: slow ones, large ones, and those with large replies. */
public final class CommandLogCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("commandlog", -2, CommandGroup.SERVER)
                    .since("8.1.0")
                    .summary("A container for command log commands.")
                    .complexity("Depends on subcommand.")
                    .subcommands(subcommands());

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static List<Command> subcommands() {
        return List.of(
                new CommandLogGetCommand(),
                new CommandLogHelpCommand(),
                new CommandLogLenCommand(),
                new CommandLogResetCommand());
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
