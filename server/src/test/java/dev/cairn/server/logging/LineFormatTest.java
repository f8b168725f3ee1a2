// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.config.LogLevel;
import dev.cairn.server.config.LoggingConfig;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments are written as Java's own formatter writes them. */
class LineFormatTest {
    private static final long YEAR_10000 = 253_402_300_800_000L;

    @Property
    void momentsAreWrittenAsJavaWritesThem(
            @ForAll @LongRange(min = 86_400_000, max = YEAR_10000 - 86_400_001) long millis) {
        assertEquals(
                "7:M " + java("dd MMM yyyy HH:mm:ss.SSS", millis) + " * text\n",
                line(LoggingConfig.TimestampFormat.LEGACY, millis));
        assertEquals(
                "7:M " + java("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", millis) + " * text\n",
                line(LoggingConfig.TimestampFormat.ISO8601, millis));
    }

    private static String line(LoggingConfig.TimestampFormat time, long millis) {
        return new LineFormat(LoggingConfig.Format.LEGACY, time)
                .line(7, millis, LogLevel.NOTICE, "text");
    }

    private static String java(String pattern, long millis) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
