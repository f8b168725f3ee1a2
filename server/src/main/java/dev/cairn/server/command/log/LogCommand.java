// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.log;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands on the log. */
final class LogCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("log", -2, CommandGroup.SERVER)
                    .since("9.1.2")
                    .summary("A container for commands on the log of changes.")
                    .complexity("Depends on subcommand.")
                    .subcommands(
                            List.of(
                                    new LogHelpCommand(),
                                    new LogPositionCommand(),
                                    new LogReadCommand()));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
