// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What of the past goes: by time, by size, and never what a start needs. */
class RetentionPlanTest {
    private static final long NOW = 1_000_000;

    /** Snapshots each 100 ms, the newest a moment ago, each at ten times its number; a segment between any two. */
    private final List<RetentionPlan.Snapshot> snapshots = new ArrayList<>();

    private final List<RetentionPlan.Segment> segments = new ArrayList<>();

    private void history(int count, boolean fromBirth) {
        for (int i = 1; i <= count; i++) {
            snapshots.add(new RetentionPlan.Snapshot(i, 10L * i, NOW - (count - i) * 100L, 1000));
        }
        for (int i = fromBirth ? 0 : 1; i < count - 1; i++) {
            segments.add(new RetentionPlan.Segment(10L * i, 10L * i + 10, 100));
        }
    }

    private RetentionPlan plan(long millis, long bytes, int needed) {
        return RetentionPlan.of(NOW, millis, bytes, needed, snapshots, segments);
    }

    @Test
    void byTimeTheBaseIsTheNewestSnapshotThatIsOldEnough() {
        history(10, true);
        assertEquals(new RetentionPlan(List.of(1L, 2L), 30), plan(700, 0, 2));
        assertEquals(new RetentionPlan(List.of(1L, 2L, 3L), 40), plan(550, 0, 2));
    }

    @Test
    void aLogFromItsBirthIsKeptUntilASnapshotIsOldEnough() {
        history(10, true);
        assertEquals(new RetentionPlan(List.of(), 0), plan(901, 0, 2));
        assertEquals(new RetentionPlan(List.of(), 10), plan(900, 0, 2));
    }

    @Test
    void aLogWithoutItsBirthIsOfUseFromTheFirstSnapshotOn() {
        history(10, false);
        segments.addFirst(new RetentionPlan.Segment(5, 10, 100));
        assertEquals(new RetentionPlan(List.of(), 10), plan(901, 0, 2));
    }

    @Test
    void whatAStartNeedsStays() {
        history(3, true);
        assertEquals(new RetentionPlan(List.of(1L), 20), plan(1, 0, 2));
        assertEquals(new RetentionPlan(List.of(), 10), plan(1, 0, 3));
        assertEquals(new RetentionPlan(List.of(1L), 20), plan(0, 1, 2));
    }

    @Test
    void snapshotsThatStandNearGoAndTheLogBetweenThemStays() {
        history(20, true);
        RetentionPlan plan = plan(1600, 0, 2);
        assertEquals(List.of(1L, 2L, 3L, 5L, 7L, 9L, 11L, 13L, 15L, 17L), plan.goes());
        assertEquals(40, plan.logBefore());
    }

    @Test
    void bySizeTheOldestGoesFirst() {
        history(5, true);
        assertEquals(new RetentionPlan(List.of(), 0), plan(0, 3400, 2));
        assertEquals(new RetentionPlan(List.of(), 10), plan(0, 3399, 2));
        assertEquals(new RetentionPlan(List.of(1L), 20), plan(0, 3299, 2));
        assertEquals(new RetentionPlan(List.of(1L, 2L), 30), plan(0, 2199, 2));
        assertEquals(new RetentionPlan(List.of(1L, 2L, 3L), 40), plan(0, 10, 2));
    }
}
