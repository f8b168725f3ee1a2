// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.LatencyEvent;

/** Shows the spikes of one event. */
final class LatencyHistoryCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("history", 3, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Returns timestamp-latency samples for an event.")
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
        LatencyEvent event = context.server().metrics().latency().event(context.arg(2).toLatin1());
        int count = event == null ? 0 : event.size();
        context.reply().array(count);
        for (int i = 0; i < count; i++) {
            context.reply().array(2);
            context.reply().integer(event.sample(i).unixSeconds());
            context.reply().integer(event.sample(i).millis());
        }
    }
}
