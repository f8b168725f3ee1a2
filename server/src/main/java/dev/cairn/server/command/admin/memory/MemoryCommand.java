// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.memory;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands about memory. */
public final class MemoryCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("memory", -2, CommandGroup.SERVER)
                    .since("4.0.0")
                    .summary("A container for memory diagnostics commands.")
                    .complexity("Depends on subcommand.")
                    .subcommands(subcommands());

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static List<Command> subcommands() {
        return List.of(
                new MemoryDoctorCommand(),
                new MemoryHelpCommand(),
                new MemoryMallocStatsCommand(),
                new MemoryPurgeCommand(),
                new MemoryStatsCommand(),
                new MemoryUsageCommand());
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
