// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.LatencyEvent;

/** Draws the spikes of one event. */
final class LatencyGraphCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("graph", 3, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Returns a latency graph for an event.")
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

    private static final int COLUMNS = 80;
    private static final int ROWS = 4;

    @Override
    public void execute(CommandContext context) {
        String name = context.arg(2).toLatin1();
        LatencyEvent event = context.server().metrics().latency().event(name);
        if (event == null) {
            context.refuse("ERR No samples available for event '" + name + "'");
            return;
        }
        long nowSeconds = context.nowMillis() / 1000;
        Sparkline line = new Sparkline();
        long high = Long.MIN_VALUE;
        long low = Long.MAX_VALUE;
        for (int i = 0; i < event.size(); i++) {
            LatencyEvent.Sample sample = event.sample(i);
            high = Math.max(high, sample.millis());
            low = Math.min(low, sample.millis());
            line.add(sample.millis(), age(nowSeconds - sample.unixSeconds()));
        }
        String title =
                name
                        + " - high "
                        + high
                        + " ms, low "
                        + low
                        + " ms (all time high "
                        + event.worstMillis()
                        + " ms)\n"
                        + "-".repeat(COLUMNS)
                        + "\n";
        context.reply().verbatim("txt", title + line.draw(COLUMNS, ROWS));
    }

    private static String age(long seconds) {
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m";
        }
        return seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
