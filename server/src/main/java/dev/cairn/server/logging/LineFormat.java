// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

import dev.cairn.server.config.LogLevel;
import dev.cairn.server.config.LoggingConfig;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;

/**
 * The forms of a line.
 *
 * <pre>
 *   legacy   4711:M 21 Nov 2026 10:08:41.736 * Server initialized
 *   logfmt   pid=4711 role=primary timestamp="21 Nov 2026 10:08:41.736" level=notice message="Server initialized"
 *   json     {"pid":4711,"role":"primary","timestamp":"21 Nov 2026 10:08:41.736","level":"notice","message":"..."}
 * </pre>
 */
record LineFormat(LoggingConfig.Format form, LoggingConfig.TimestampFormat time) {
    // Written by hand: a DateTimeFormatter brings the tables of all locales, a tenth of a start.
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    String line(long pid, long millis, LogLevel level, String text) {
        String timestamp = timestamp(millis);
        String word = level.name().toLowerCase(Locale.ROOT);
        return switch (form) {
            case LEGACY -> pid + ":M " + timestamp + " " + sign(level) + " " + flat(text) + "\n";
            case LOGFMT ->
                    "pid="
                            + pid
                            + " role=primary timestamp=\""
                            + timestamp
                            + "\" level="
                            + word
                            + " message=\""
                            + escaped(text)
                            + "\"\n";
            case JSON ->
                    "{\"pid\":"
                            + pid
                            + ",\"role\":\"primary\",\"timestamp\":\""
                            + timestamp
                            + "\",\"level\":\""
                            + word
                            + "\",\"message\":\""
                            + escaped(text)
                            + "\"}\n";
        };
    }

    private String timestamp(long millis) {
        return switch (time) {
            case LEGACY -> dayFirst(local(millis));
            case ISO8601 -> iso(local(millis));
            case MILLISECONDS -> Long.toString(millis);
        };
    }

    private static ZonedDateTime local(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault());
    }

    private static String dayFirst(ZonedDateTime moment) {
        StringBuilder text = new StringBuilder();
        digits(text, 2, moment.getDayOfMonth());
        text.append(' ').append(MONTHS.get(moment.getMonthValue() - 1)).append(' ');
        digits(text, 4, moment.getYear());
        clock(text.append(' '), moment);
        return text.toString();
    }

    private static String iso(ZonedDateTime moment) {
        StringBuilder text = new StringBuilder();
        digits(text, 4, moment.getYear());
        digits(text.append('-'), 2, moment.getMonthValue());
        digits(text.append('-'), 2, moment.getDayOfMonth());
        clock(text.append('T'), moment);
        int minutes = moment.getOffset().getTotalSeconds() / 60;
        text.append(minutes < 0 ? '-' : '+');
        digits(text, 2, Math.abs(minutes) / 60);
        digits(text.append(':'), 2, Math.abs(minutes) % 60);
        return text.toString();
    }

    private static void clock(StringBuilder text, ZonedDateTime moment) {
        digits(text, 2, moment.getHour());
        digits(text.append(':'), 2, moment.getMinute());
        digits(text.append(':'), 2, moment.getSecond());
        digits(text.append('.'), 3, moment.getNano() / 1_000_000);
    }

    private static void digits(StringBuilder text, int count, int number) {
        String digits = Integer.toString(number);
        text.append("0".repeat(Math.max(0, count - digits.length()))).append(digits);
    }

    private static char sign(LogLevel level) {
        return switch (level) {
            case DEBUG -> '.';
            case VERBOSE -> '-';
            case NOTICE -> '*';
            case WARNING, NOTHING -> '#';
        };
    }

    /** One line stays one line, whatever a client or a file name brings into its text. */
    private static String flat(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ') {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
