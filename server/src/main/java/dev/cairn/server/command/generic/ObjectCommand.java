// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands that look at how a value is kept. */
final class ObjectCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("object", -2, CommandGroup.GENERIC)
                    .since("2.2.3")
                    .summary("A container for object introspection commands.")
                    .complexity("Depends on subcommand.")
                    .subcommands(
                            List.of(
                                    new ObjectEncodingCommand(),
                                    new ObjectFreqCommand(),
                                    new ObjectHelpCommand(),
                                    new ObjectIdleTimeCommand(),
                                    new ObjectRefCountCommand()));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
