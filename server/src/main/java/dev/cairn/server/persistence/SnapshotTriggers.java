// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.server.config.PersistenceConfig;
import dev.cairn.server.config.directive.SavePoints.SavePoint;

/** When a snapshot is due by itself: the {@code save} points, and the growth of the log. */
final class SnapshotTriggers {
    private static final long RETRY_MILLIS = 5_000;
    private static final double PERCENT = 100;

    private final PersistenceConfig config;

    SnapshotTriggers(PersistenceConfig config) {
        this.config = config;
    }

    /**
     * Where things stand.
     *
     * @param changes changes since the last snapshot
     * @param sinceLastMillis time since the last snapshot that succeeded
     * @param logGrowth bytes of log since the last snapshot
     * @param lastBytes size of the last snapshot
     * @param sinceFailureMillis time since the last attempt when that failed, else a long time
     */
    record State(
            long changes,
            long sinceLastMillis,
            long logGrowth,
            long lastBytes,
            long sinceFailureMillis) {}

    /** Whether the last failure is long enough ago. */
    boolean mayRetry(State state) {
        return state.sinceFailureMillis() >= RETRY_MILLIS;
    }

    /** The {@code save} point that asks for a snapshot, or null. */
    SavePoint duePoint(State state) {
        for (SavePoint point : config.savePoints.value()) {
            if (state.changes() >= point.changes()
                    && state.sinceLastMillis() > point.seconds() * 1000) {
                return point;
            }
        }
        return null;
    }

    /** Whether the log has grown enough for a snapshot. */
    boolean logIsLong(State state) {
        long percent = config.logGrowthPercent.value();
        if (percent == 0) {
            return false;
        }
        long share = (long) (state.lastBytes() * (percent / PERCENT));
        return state.logGrowth() > 0
                && state.logGrowth() >= Math.max(config.logGrowthBytes.bytes(), share);
    }
}
