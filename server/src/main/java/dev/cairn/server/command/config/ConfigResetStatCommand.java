// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.config;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Sets to zero what INFO counts. */
final class ConfigResetStatCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("resetstat", 2, CommandGroup.SERVER)
                    .since("2.0.0")
                    .summary("Resets the server's statistics.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE)
                    .tips("request_policy:all_nodes", "response_policy:all_succeeded");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        for (CommandEntry entry : context.server().commands().entries()) {
            entry.stats().reset();
            for (CommandEntry subcommand : entry.subcommands()) {
                subcommand.stats().reset();
            }
        }
        context.server().metrics().reset();
        context.server().sessions().resetCounts();
        context.keyspace().stats().reset();
        context.reply().ok();
    }
}
