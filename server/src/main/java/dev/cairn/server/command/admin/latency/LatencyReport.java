// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.metrics.LatencyEvent;
import dev.cairn.server.metrics.LatencyMonitor;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What LATENCY DOCTOR has to say. */
final class LatencyReport {
    private final LatencyMonitor monitor;
    private final long nowSeconds;
    private final long slowerThanMicros;
    private final long thresholdMillis;
    private final Set<String> advice = new LinkedHashSet<>();

    LatencyReport(CommandContext context) {
        this.monitor = context.server().metrics().latency();
        this.nowSeconds = context.nowMillis() / 1000;
        this.slowerThanMicros =
                context.server().settings().number("commandlog-execution-slower-than");
        this.thresholdMillis = context.server().settings().number("latency-monitor-threshold");
    }

    String text() {
        if (monitor.events().isEmpty()) {
            return monitor.on()
                    ? "No latency spike was observed during the lifetime of this Cairn instance,"
                            + " not in the slightest bit.\n"
                    : "I'm sorry, Dave, I can't do that. Latency monitoring is disabled in this"
                            + " Cairn instance. You may use \"CONFIG SET latency-monitor-threshold"
                            + " <milliseconds>.\" in order to enable it.\n";
        }
        StringBuilder text =
                new StringBuilder("Latency spikes are observed in this Cairn instance.\n\n");
        int number = 1;
        for (Map.Entry<String, LatencyEvent> each : monitor.events().entrySet()) {
            text.append(number++)
                    .append(". ")
                    .append(describe(each.getKey(), each.getValue()))
                    .append('\n');
            advise(each.getKey());
        }
        text.append("\nHere is some advice for you:\n\n");
        advice.forEach(line -> text.append("- ").append(line).append('\n'));
        return text.toString();
    }

    private String describe(String name, LatencyEvent event) {
        int count = event.size();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += event.sample(i).millis();
        }
        long average = sum / count;
        long deviation = 0;
        for (int i = 0; i < count; i++) {
            deviation += Math.abs(average - event.sample(i).millis());
        }
        double period = (double) Math.max(1, nowSeconds - event.sample(0).unixSeconds()) / count;
        return String.format(
                Locale.ROOT,
                "%s: %d latency spikes (average %dms, mean deviation %dms, period %.2f sec)."
                        + " Worst all time event %dms.",
                name,
                count,
                average,
                deviation / count,
                period,
                event.worstMillis());
    }

    private void advise(String event) {
        switch (event) {
            case LatencyMonitor.COMMAND -> {
                adviseSlowLog();
                advice.add(
                        "Deleting, expiring or evicting large values takes place in slices, but"
                                + " reading them whole (HGETALL, DUMP) is one command. Read large"
                                + " values in parts: HSCAN, GETRANGE.");
            }
            case LatencyMonitor.AOF_FSYNC_ALWAYS, LatencyMonitor.AOF_FSYNC ->
                    advice.add(
                            "The disk that holds the log is slow or shared. Try a faster one, leave"
                                + " it to this server alone, or use 'appendfsync everysec' if the"
                                + " loss of a second in a power failure is bearable.");
            case LatencyMonitor.EXPIRE_CYCLE ->
                    advice.add(
                            "Many keys expire at the same moment. Spread their deadlines with a"
                                    + " random part.");
            default ->
                    advice.add(
                            "The server was kept from running for a while: another process, the"
                                + " virtual machine's host, memory that is swapped, or a pause of"
                                + " the JVM. Check the machine's load, swap and GC log.");
        }
    }

    private void adviseSlowLog() {
        if (slowerThanMicros < 0) {
            advice.add(
                    "There are latency issues with potentially slow commands you are using. Try to"
                            + " enable the Slow Log using the command 'CONFIG SET"
                            + " slowlog-log-slower-than "
                            + thresholdMillis * 1000
                            + "'. If the Slow log is disabled Cairn is not able to log slow"
                            + " commands execution for you.");
        } else if (slowerThanMicros / 1000 > thresholdMillis) {
            advice.add(
                    "Your current Slow Log configuration only logs events that are slower than your"
                            + " configured latency monitor threshold. Please use 'CONFIG SET"
                            + " slowlog-log-slower-than "
                            + thresholdMillis * 1000
                            + "'.");
        }
        advice.add(
                "Check your Slow Log to understand what are the commands you are running which are"
                        + " too slow to execute: SLOWLOG GET.");
    }
}
