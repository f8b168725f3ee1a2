// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands about latency: spikes by event, and the distribution by command. */
public final class LatencyCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("latency", -2, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("A container for latency diagnostics commands.")
                    .complexity("Depends on subcommand.")
                    .subcommands(subcommands());

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static List<Command> subcommands() {
        return List.of(
                new LatencyDoctorCommand(),
                new LatencyGraphCommand(),
                new LatencyHelpCommand(),
                new LatencyHistogramCommand(),
                new LatencyHistoryCommand(),
                new LatencyLatestCommand(),
                new LatencyResetCommand());
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
