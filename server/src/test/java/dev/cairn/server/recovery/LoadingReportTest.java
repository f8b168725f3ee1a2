// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** One line a second, with the share that is done and the speed since the line before. */
class LoadingReportTest {
    private static final long SECOND = 1_000_000_000L;

    private long nanos = Long.MAX_VALUE - SECOND;
    private final List<String> lines = new ArrayList<>();
    private final LoadingReport report =
            new LoadingReport(lines::add, "Loading it", "keys", () -> nanos);

    @Test
    void aLineASecondWhateverTheStopwatchBeganWith() {
        report.at(1, 1000, 10);
        nanos += SECOND - 1;
        report.at(100, 1000, 99);
        assertEquals(List.of(), lines);
        nanos += 1;
        report.at(200, 1000, 1500);
        // The stopwatch has gone through its greatest value by now.
        nanos += 2 * SECOND;
        report.at(1000, 1000, 2500);
        report.at(1000, 1000, 2600);
        assertEquals(
                List.of(
                        "Loading it: 20%, 1500 keys, 1500 keys/s",
                        "Loading it: 100%, 2500 keys, 500 keys/s"),
                lines);
        assertEquals("3.000", report.seconds());
    }

    @Test
    void nothingToLoadIsDone() {
        nanos += SECOND;
        report.at(0, 0, 0);
        assertEquals(List.of("Loading it: 100%, 0 keys, 0 keys/s"), lines);
    }
}
