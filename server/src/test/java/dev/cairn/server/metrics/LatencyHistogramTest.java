// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class LatencyHistogramTest {
    /** What Valkey 9.1.2 answered for DEBUG SLEEP of these lengths. */
    @Test
    void boundsAreValkeysOwn() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (long micros : new long[] {1, 70, 140, 1100, 3100, 10_100, 30_100, 100_100, 300_100}) {
            histogram.record(micros * 1000);
        }
        assertEquals(
                List.of(
                        "1:1",
                        "132:2",
                        "264:3",
                        "2113:4",
                        "4227:5",
                        "16908:6",
                        "33816:7",
                        "135266:8",
                        "541065:9"),
                steps(histogram));
        assertEquals(1_003, percentileOf(1_000));
        assertEquals(13_055, percentileOf(13_000));
        assertEquals(304_087_039, percentileOf(303_000_000));
    }

    @Test
    void whatIsOutOfBoundsCountsAtTheEdge() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(-5);
        histogram.record(0);
        histogram.record(Long.MAX_VALUE);
        assertEquals(3, histogram.total());
        assertEquals(1, histogram.percentileNanos(50));
        assertEquals(List.of("1:2", "1082130:3"), steps(histogram));
    }

    @Test
    void nothingRecordedIsNothingReported() {
        assertEquals(0, new LatencyHistogram().percentileNanos(99));
        assertEquals(List.of(), steps(new LatencyHistogram()));
    }

    @Property
    void percentilesAreExactToTwoDigits(
            @ForAll @NotEmpty List<@LongRange(min = 1, max = 1_000_000_000) Long> nanos,
            @ForAll @IntRange(min = 1, max = 100) int percentile) {
        LatencyHistogram histogram = new LatencyHistogram();
        nanos.forEach(histogram::record);
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        int rank = (int) Math.max(1, (long) (percentile / 100.0 * sorted.length + 0.5));
        long exact = sorted[rank - 1];
        long told = histogram.percentileNanos(percentile);
        assertTrue(
                told >= exact && told - exact <= exact / 100,
                () -> Arrays.toString(sorted) + " " + told);
    }

    private static long percentileOf(long nanos) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(nanos);
        return histogram.percentileNanos(50);
    }

    private static List<String> steps(LatencyHistogram histogram) {
        List<String> steps = new ArrayList<>();
        histogram.cumulative((upTo, count) -> steps.add(upTo + ":" + count));
        return steps;
    }
}
