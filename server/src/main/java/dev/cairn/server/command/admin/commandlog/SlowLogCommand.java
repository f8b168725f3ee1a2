// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.commandlog;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands about slow commands: COMMANDLOG with the type {@code slow}, under its old name. */
public final class SlowLogCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("slowlog", -2, CommandGroup.SERVER)
                    .since("2.2.12")
                    .summary("A container for slow log commands.")
                    .complexity("Depends on subcommand.")
                    .subcommands(subcommands());

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static List<Command> subcommands() {
        return List.of(
                new SlowLogGetCommand(),
                new SlowLogHelpCommand(),
                new SlowLogLenCommand(),
                new SlowLogResetCommand());
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
