// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.LatencyMonitor;

/** Forgets the spikes of the named events, or of all. */
final class LatencyResetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("reset", -2, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Resets the latency data for one or more events.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE)
                    .tips("request_policy:all_nodes", "response_policy:agg_sum");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        LatencyMonitor monitor = context.server().metrics().latency();
        if (context.argc() == 2) {
            context.reply().integer(monitor.reset());
            return;
        }
        int forgotten = 0;
        for (int i = 2; i < context.argc(); i++) {
            forgotten += monitor.reset(context.arg(i).toLatin1()) ? 1 : 0;
        }
        context.reply().integer(forgotten);
    }
}
