// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.feed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/**
 * A place in a log as people write it: digits are a position, everything else is a time.
 *
 * @param isTime whether the value is a time in milliseconds since 1970, not a position
 */
public record LogMoment(boolean isTime, long value) {
    private static final long MILLIS_PER_SECOND = 1000;

    private static final List<Function<String, Instant>> SPELLINGS =
            List.of(
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text -> LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant(),
                    text -> LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());

    /** A position or a time. */
    public static LogMoment parse(String text) {
        return text.matches("\\d+")
                ? new LogMoment(false, position(text))
                : new LogMoment(true, timeMillis(text));
    }

    /** A position. */
    public static long position(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no position of a log; expected a number from 0 on");
        }
        return Long.parseLong(text);
    }

    /** A time as milliseconds since 1970. */
    public static long timeMillis(String text) {
        if (text.matches("@\\d{1,12}")) {
            return Long.parseLong(text.substring(1)) * MILLIS_PER_SECOND;
        }
        for (Function<String, Instant> spelling : SPELLINGS) {
            try {
                return spelling.apply(text.replace(' ', 'T')).toEpochMilli();
            } catch (DateTimeException | ArithmeticException e) {
                // The next spelling may be the one.
            }
        }
        throw new IllegalArgumentException(
                "'"
                        + text
                        + "' is no time; expected 2026-11-21T13:00:00Z, 2026-11-21T13:00 (local"
                        + " time), 2026-11-21, or @ and the seconds since 1970");
    }

    /** A time as it is shown everywhere. */
    public static String shown(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
