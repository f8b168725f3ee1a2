// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream.group;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands about groups. */
public final class XGroupCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("xgroup", -2, CommandGroup.STREAM)
                    .since("5.0.0")
                    .summary("A container for consumer groups commands.")
                    .complexity("Depends on subcommand.")
                    .subcommands(subcommands());

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static List<Command> subcommands() {
        return List.of(
                new XGroupCreateCommand(),
                new XGroupCreateConsumerCommand(),
                new XGroupDelConsumerCommand(),
                new XGroupDestroyCommand(),
                new XGroupHelpCommand(),
                new XGroupSetIdCommand());
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
