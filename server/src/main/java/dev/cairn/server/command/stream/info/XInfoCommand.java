// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.info;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands that tell about streams. */
public final class XInfoCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xinfo", -2, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("A container for stream introspection commands.")
                    .complexity("Depends on subcommand.")
                    .subcommands(subcommands());

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static List<Command> subcommands() {
        return List.of(
                new XInfoConsumersCommand(),
                new XInfoGroupsCommand(),
                new XInfoHelpCommand(),
                new XInfoStreamCommand());
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
