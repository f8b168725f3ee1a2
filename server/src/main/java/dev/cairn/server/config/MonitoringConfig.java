// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static dev.cairn.server.config.directive.DirectiveSpec.named;

import dev.cairn.server.config.directive.Percentiles;
import dev.cairn.server.config.directive.WholeNumber;
import dev.cairn.server.config.directive.YesNo;

import java.util.List;

/** Which commands and pauses are noted for SLOWLOG, COMMANDLOG, LATENCY and INFO. */
public final class MonitoringConfig extends DirectiveGroup {
    public final WholeNumber slowerThanMicros =
            add(
                    new WholeNumber(
                            named(
                                            "commandlog-execution-slower-than",
                                            "Commands that take more microseconds are noted, -1 for"
                                                    + " none. Lower it to look for slow ones.")
                                    .alias("slowlog-log-slower-than"),
                            10_000,
                            -1,
                            Long.MAX_VALUE));

    public final WholeNumber slowExecutionLength =
            length("slow-execution", "slow commands", "slowlog-max-len");

    public final WholeNumber requestLargerThan = size("request", "requests");
    public final WholeNumber largeRequestLength = length("large-request", "large requests", "");
    public final WholeNumber replyLargerThan = size("reply", "replies");
    public final WholeNumber largeReplyLength = length("large-reply", "large replies", "");

    public final WholeNumber latencyThresholdMillis =
            add(
                    new WholeNumber(
                            named(
                                    "latency-monitor-threshold",
                                    "Events that take at least so many milliseconds are noted for"
                                            + " LATENCY, 0 for none. Set it to look for stalls."),
                            0,
                            0,
                            Long.MAX_VALUE));

    public final YesNo latencyTracking =
            add(
                    new YesNo(
                            named(
                                    "latency-tracking",
                                    "Keep a histogram of each command's time. Turn it off to spare"
                                            + " a little time."),
                            true));

    public final Percentiles latencyPercentiles =
            add(
                    new Percentiles(
                            named(
                                    "latency-tracking-info-percentiles",
                                    "The percentiles that INFO latencystats shows. Change them to"
                                            + " what you watch."),
                            List.of(50.0, 99.0, 99.9)));

    MonitoringConfig() {
        super("Monitoring");
    }

    private WholeNumber length(String list, String what, String alias) {
        return add(
                new WholeNumber(
                        named(
                                        "commandlog-" + list + "-max-len",
                                        "How many "
                                                + what
                                                + " are kept. Raise it to look further back.")
                                .alias(alias),
                        128,
                        0,
                        Long.MAX_VALUE));
    }

    private WholeNumber size(String what, String plural) {
        return add(
                new WholeNumber(
                        named(
                                "commandlog-" + what + "-larger-than",
                                "Bytes beyond which "
                                        + plural
                                        + " are noted, -1 for none. Lower it to look for large"
                                        + " ones."),
                        1 << 20,
                        -1,
                        Long.MAX_VALUE));
    }
}
