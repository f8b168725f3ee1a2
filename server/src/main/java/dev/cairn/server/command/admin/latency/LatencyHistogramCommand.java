// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.LatencyHistogram;
import dev.cairn.server.resp.ReplyWriter;

import java.util.ArrayList;
import java.util.List;

/** Shows how long commands took, as a cumulative distribution in powers of two of a microsecond. */
final class LatencyHistogramCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("histogram", -2, CommandGroup.SERVER)
                    .since("7.0.0")
                    .summary(
                            "Returns the cumulative distribution of latencies of a subset or all"
                                    + " commands.")
                    .complexity(
                            "O(N) where N is the number of commands with latency information being"
                                    + " retrieved.")
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
        List<CommandEntry> entries = new ArrayList<>();
        if (context.argc() == 2) {
            context.server().commands().entries().forEach(entry -> add(entries, entry));
        } else {
            for (int i = 2; i < context.argc(); i++) {
                CommandEntry entry =
                        context.server().commands().findFullName(context.arg(i).toLatin1());
                if (entry != null) {
                    add(entries, entry);
                }
            }
        }
        context.reply().map(entries.size());
        entries.forEach(entry -> reply(context.reply(), entry));
    }

    /** Adds the entry and its subcommands, as far as they have been called. */
    private static void add(List<CommandEntry> entries, CommandEntry entry) {
        if (entry.stats().latency() != null) {
            entries.add(entry);
        }
        entry.subcommands().forEach(subcommand -> add(entries, subcommand));
    }

    private static void reply(ReplyWriter reply, CommandEntry entry) {
        LatencyHistogram latency = entry.stats().latency();
        List<Long> steps = new ArrayList<>();
        latency.cumulative(
                (upToMicros, count) -> {
                    steps.add(upToMicros);
                    steps.add(count);
                });
        reply.bulk(entry.fullName());
        reply.map(2);
        reply.bulk("calls");
        reply.integer(latency.total());
        reply.bulk("histogram_usec");
        reply.map(steps.size() / 2);
        steps.forEach(reply::integer);
    }
}
