// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.LatencyEvent;
import dev.cairn.server.resp.ReplyWriter;

import java.util.Map;

/** Shows, for each event, its last spike and the worst. */
final class LatencyLatestCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("latest", 2, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Returns the latest latency samples for all events.")
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
        Map<String, LatencyEvent> events = context.server().metrics().latency().events();
        ReplyWriter reply = context.reply();
        reply.array(events.size());
        events.forEach(
                (name, event) -> {
                    reply.array(6);
                    reply.bulk(name);
                    reply.integer(event.latest().unixSeconds());
                    reply.integer(event.latest().millis());
                    reply.integer(event.worstMillis());
                    reply.integer(event.sumMillis());
                    reply.integer(event.count());
                });
    }
}
