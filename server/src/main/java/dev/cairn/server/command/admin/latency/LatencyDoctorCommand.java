// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Reports on the spikes of all events in words, with advice. */
final class LatencyDoctorCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("doctor", 2, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Returns a human-readable latency analysis report.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE)
                    .tips(
                            "nondeterministic_output",
                            "request_policy:all_nodes",
                            "response_policy:special");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.reply().verbatim("txt", new LatencyReport(context).text());
    }
}
