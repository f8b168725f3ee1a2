// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import java.util.ArrayList;
import java.util.List;

/**
 * What of the past goes, given what there is and how much is wished. The past is of use from a snapshot on: that one, the
 * log behind it, and what other snapshots save of repeating it. The oldest of them is the base.
 *
 * <ul>
 *   <li>By time: the base is the newest snapshot that is as old as the retention; everything before it goes.
 *   <li>Snapshots between the base and those that a start needs are thinned out: an eighth of the retention apart is near
 *       enough, and a week of hourly snapshots would be 168 copies of the data.
 *   <li>By size: while too much is there, the base goes, and the next snapshot is the base.
 * </ul>
 *
 * @param goes numbers of snapshots
 * @param logBefore segments that end at or before this position go too
 */
record RetentionPlan(List<Long> goes, long logBefore) {
    private static final int SNAPSHOTS_PER_RETENTION = 8;

    /** A snapshot of this log. */
    record Snapshot(long number, long position, long millis, long bytes) {}

    /** A segment that a start does not need. */
    record Segment(long firstPosition, long end, long bytes) {}

    /**
     * Makes the plan.
     *
     * @param millis how long the past is kept, 0 for no limit
     * @param bytes how much of it, 0 for no limit
     * @param needed how many of the newest snapshots a start needs
     * @param snapshots in order, the oldest first
     */
    static RetentionPlan of(
            long nowMillis,
            long millis,
            long bytes,
            int needed,
            List<Snapshot> snapshots,
            List<Segment> segments) {
        int spared = Math.max(0, snapshots.size() - needed);
        List<Long> goes = new ArrayList<>();
        List<Snapshot> past = new ArrayList<>(snapshots.subList(0, spared));
        long logBefore = 0;
        // A log that is there from its birth needs no base: it is repeated from nothing.
        boolean fromBirth = !segments.isEmpty() && segments.getFirst().firstPosition() == 0;
        if (!past.isEmpty() && !fromBirth) {
            logBefore = past.getFirst().position();
        }
        if (millis > 0) {
            long oldest = nowMillis - millis;
            Snapshot base = null;
            for (Snapshot snapshot : snapshots.subList(0, Math.min(spared + 1, snapshots.size()))) {
                base = snapshot.millis() <= oldest ? snapshot : base;
            }
            if (base != null) {
                logBefore = base.position();
                dropBefore(past, base, goes);
            }
            thin(past, millis / SNAPSHOTS_PER_RETENTION, goes);
        }
        while (bytes > 0 && !past.isEmpty() && size(past, segments, logBefore) > bytes) {
            if (logBefore >= past.getFirst().position()) {
                goes.add(past.removeFirst().number());
            }
            logBefore = past.isEmpty() ? nextNeeded(snapshots, spared) : past.getFirst().position();
        }
        if (bytes > 0 && past.isEmpty() && size(past, segments, logBefore) > bytes) {
            logBefore = nextNeeded(snapshots, spared);
        }
        return new RetentionPlan(goes, logBefore);
    }

    private static long nextNeeded(List<Snapshot> snapshots, int spared) {
        return spared < snapshots.size() ? snapshots.get(spared).position() : 0;
    }

    private static void dropBefore(List<Snapshot> past, Snapshot base, List<Long> goes) {
        while (!past.isEmpty() && past.getFirst().number() < base.number()) {
            goes.add(past.removeFirst().number());
        }
    }

    private static void thin(List<Snapshot> past, long apartMillis, List<Long> goes) {
        for (int i = 1; i + 1 < past.size(); ) {
            boolean near = past.get(i + 1).millis() - past.get(i - 1).millis() <= apartMillis;
            if (near) {
                goes.add(past.remove(i).number());
            } else {
                i++;
            }
        }
    }

    private static long size(List<Snapshot> past, List<Segment> segments, long logBefore) {
        long size = 0;
        for (Snapshot snapshot : past) {
            size += snapshot.bytes();
        }
        for (Segment segment : segments) {
            size += segment.end() > logBefore ? segment.bytes() : 0;
        }
        return size;
    }
}
