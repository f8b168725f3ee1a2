// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.HelpText;

/** Explains the subcommands. */
final class LatencyHelpCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("help", 2, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Returns helpful text about the different subcommands.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final HelpText HELP =
            HelpText.of(
                    "LATENCY",
                    """
                    DOCTOR
                        Return a human readable latency analysis report.
                    GRAPH <event>
                        Return an ASCII latency graph for the <event> class.
                    HISTORY <event>
                        Return time-latency samples for the <event> class.
                    LATEST
                        Return the latest latency samples for all events.
                    RESET [<event> ...]
                        Reset latency data of one or more <event> classes.
                        (default: reset all data for all event classes)
                    HISTOGRAM [COMMAND ...]
                        Return a cumulative distribution of latencies in the format of a histogram for the specified command names.
                        If no commands are specified then all histograms are replied.
                    """);

    @Override
    public void execute(CommandContext context) {
        HELP.reply(context.reply());
    }
}
