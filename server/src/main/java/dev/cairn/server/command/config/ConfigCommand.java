// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.config;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.List;

/** The container of the commands about the configuration. */
final class ConfigCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("config", -2, CommandGroup.SERVER)
                    .since("2.0.0")
                    .summary("A container for server configuration commands.")
                    .complexity("Depends on subcommand.")
                    .subcommands(
                            List.of(
                                    new ConfigGetCommand(),
                                    new ConfigHelpCommand(),
                                    new ConfigResetStatCommand(),
                                    new ConfigRewriteCommand(),
                                    new ConfigSetCommand()));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        throw new AssertionError("a container is never run");
    }
}
