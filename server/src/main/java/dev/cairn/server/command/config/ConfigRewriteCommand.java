// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.config;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Brings the configuration in force into the file that the server was started with. */
final class ConfigRewriteCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("rewrite", 2, CommandGroup.SERVER)
                    .since("2.8.0")
                    .summary("Persists the effective configuration to file.")
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
        if (context.server().lifecycle().configFile().isEmpty()) {
            context.refuse("ERR The server is running without a config file");
            return;
        }
        String failure = context.server().lifecycle().rewriteConfig();
        if (failure.isEmpty()) {
            context.reply().ok();
        } else {
            context.refuse("ERR Rewriting config file: " + failure);
        }
    }
}
