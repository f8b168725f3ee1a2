// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.info;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.metrics.LatencyHistogram;

/** The percentiles of each command's latency that {@code latency-tracking-info-percentiles} names. */
final class LatencyStatsSection implements InfoSection {
    @Override
    public String title() {
        return "Latencystats";
    }

    @Override
    public boolean isUsual() {
        return false;
    }

    @Override
    public void write(InfoText text, CommandContext context) {
        String percentiles = context.server().settings().get("latency-tracking-info-percentiles");
        if (context.server().metrics().tracksLatency() && !percentiles.isEmpty()) {
            String[] words = percentiles.split(" ");
            context.server().commands().entries().forEach(entry -> write(text, entry, words));
        }
    }

    private static void write(InfoText text, CommandEntry entry, String[] percentiles) {
        LatencyHistogram latency = entry.stats().latency();
        if (latency != null) {
            StringBuilder line = new StringBuilder();
            for (String percentile : percentiles) {
                double micros = latency.percentileNanos(Double.parseDouble(percentile)) / 1e3;
                line.append(line.isEmpty() ? "p" : ",p")
                        .append(percentile)
                        .append('=')
                        .append(InfoText.decimal(micros, 3));
            }
            text.field("latency_percentiles_usec_" + entry.fullName(), line.toString());
        }
        entry.subcommands().forEach(subcommand -> write(text, subcommand, percentiles));
    }
}
