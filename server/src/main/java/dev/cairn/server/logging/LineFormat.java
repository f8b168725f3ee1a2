// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

import dev.cairn.server.config.LogLevel;
import dev.cairn.server.config.LoggingConfig;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
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
    private static final DateTimeFormatter DAY_FIRST =
            DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ENGLISH);

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
            case LEGACY -> DAY_FIRST.format(local(millis));
            case ISO8601 -> ISO.format(local(millis));
            case MILLISECONDS -> Long.toString(millis);
        };
    }

    private static ZonedDateTime local(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault());
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
