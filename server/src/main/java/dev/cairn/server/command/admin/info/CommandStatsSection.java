// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.metrics.CommandStats;

/** How often each command was called, and how long it took. */
final class CommandStatsSection implements InfoSection {
    @Override
    public String title() {
        return "Commandstats";
    }

    @Override
    public boolean isUsual() {
        return false;
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        context.server().commands().entries().forEach(entry -> write(text, entry));
    }

    private static void write(InfoText text, CommandEntry entry) {
        CommandStats stats = entry.stats();
        long calls = stats.calls();
        if (calls > 0 || stats.rejectedCalls() > 0 || stats.failedCalls() > 0) {
            double perCall = calls == 0 ? 0 : (double) stats.micros() / calls;
            text.field(
                    "cmdstat_" + entry.fullName(),
                    "calls="
                            + calls
                            + ",usec="
                            + stats.micros()
                            + ",usec_per_call="
                            + InfoText.decimal(perCall, 2)
                            + ",rejected_calls="
                            + stats.rejectedCalls()
                            + ",failed_calls="
                            + stats.failedCalls());
        }
        entry.subcommands().forEach(subcommand -> write(text, subcommand));
    }
}
