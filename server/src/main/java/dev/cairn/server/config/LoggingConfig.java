// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static dev.cairn.server.config.directive.DirectiveSpec.named;

import dev.cairn.server.config.directive.Choice;
import dev.cairn.server.config.directive.Text;
import dev.cairn.server.config.directive.YesNo;

/** What the server tells about itself, and where. */
public final class LoggingConfig extends DirectiveGroup {
    /** The form of a line. */
    public enum Format {
        LEGACY,
        LOGFMT,
        JSON
    }

    /** The form of the time in a line. */
    public enum TimestampFormat {
        LEGACY,
        ISO8601,
        MILLISECONDS
    }

    public final Choice<LogLevel> level =
            add(
                    Choice.of(
                            named(
                                    "loglevel",
                                    "How much is logged: debug, verbose, notice, warning, nothing."
                                            + " Lower it to look for a cause."),
                            LogLevel.class,
                            LogLevel.NOTICE));

    public final Text file =
            add(
                    new Text(
                            named(
                                            "logfile",
                                            "The file that is logged to, standard output when"
                                                    + " empty. It may be moved away at any time.")
                                    .immutable(),
                            "",
                            Text.Rule.ANY));

    public final Choice<Format> format =
            add(
                    Choice.of(
                            named(
                                    "log-format",
                                    "The form of a line: legacy, logfmt, json. Change it for a log"
                                            + " collector."),
                            Format.class,
                            Format.LEGACY));

    public final Choice<TimestampFormat> timestampFormat =
            add(
                    Choice.of(
                            named(
                                    "log-timestamp-format",
                                    "The form of the time: legacy, iso8601, milliseconds. Change it"
                                            + " for a log collector."),
                            TimestampFormat.class,
                            TimestampFormat.LEGACY));

    public final YesNo hideUserData =
            add(
                    new YesNo(
                            named(
                                    "hide-user-data-from-log",
                                    "Keep what clients sent out of the log. Turn it off to look for"
                                            + " a cause."),
                            true));

    LoggingConfig() {
        super("Logging");
    }
}
