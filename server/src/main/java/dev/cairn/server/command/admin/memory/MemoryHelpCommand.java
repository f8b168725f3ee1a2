// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.memory;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Explains the subcommands. */
final class MemoryHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.SERVER)
                    .since("4.0.0")
                    .summary("Returns helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final HelpText HELP =
            HelpText.of(
                    "MEMORY",
                    """
                    DOCTOR
                        Return memory problems reports.
                    MALLOC-STATS
                        Return internal statistics report from the memory allocator.
                    PURGE
                        Attempt to purge dirty pages for reclamation by the allocator.
                    STATS
                        Return information about the memory usage of the server.
                    USAGE <key> [SAMPLES <count>]
                        Return memory in bytes used by <key> and its value. Nested values are
                        sampled up to <count> times (default: 5, 0 means sample all).
                    """);

    @Override
    public void execute(CommandContext context) {
        HELP.reply(context.reply());
    }
}
