// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.metrics.EventLoopStats;
import dev.cairn.server.metrics.LatencyMonitor;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.storage.Keyspace;

/** What the keyspace does in small portions besides serving: removing what has expired, and freeing what was detached. */
public final class KeyspaceWork implements TickWork {
    /** What a tick gives to each of both while clients wait. */
    private static final long NANOS_PER_TICK = 200_000;

    /** Keys and fields that go between two looks at the clock. */
    private static final int EXPIRED_PER_LOOK = 8;

    private final Keyspace keyspace;
    private final LatencyMonitor latency;
    private final EventLoopStats stats;
    private final Admission admission;
    private boolean expiring = true;
    private boolean paused;

    public KeyspaceWork(Keyspace keyspace, ServerMetrics metrics, Admission admission) {
        this.keyspace = keyspace;
        this.admission = admission;
        this.latency = metrics.latency();
        this.stats = metrics.eventLoop();
    }

    /** Whether expired keys are removed by themselves; {@code DEBUG SET-ACTIVE-EXPIRE} turns it off. */
    public void expiring(boolean on) {
        expiring = on;
    }

    /** Whether all of it rests; {@code DEBUG PAUSE-CRON} does that. */
    public void paused(boolean on) {
        paused = on;
    }

    @Override
    public boolean work() {
        if (paused) {
            return false;
        }
        boolean more = housekeep();
        // What expires is logged, so it waits while the log has no room.
        if (expiring
                && keyspace.nextExpiryMillis() < keyspace.nowMillis()
                && !admission.isLogFull()) {
            more |= expire();
        }
        return more;
    }

    private boolean housekeep() {
        if (!keyspace.housekeep(1)) {
            return false;
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < NANOS_PER_TICK) {
            if (!keyspace.housekeep(1)) {
                return false;
            }
        }
        return true;
    }

    private boolean expire() {
        long start = System.nanoTime();
        boolean more;
        do {
            more = keyspace.expireDue(EXPIRED_PER_LOOK) == EXPIRED_PER_LOOK;
        } while (more && System.nanoTime() - start < NANOS_PER_TICK);
        long took = System.nanoTime() - start;
        stats.expiry(took);
        latency.record(LatencyMonitor.EXPIRE_CYCLE, took, keyspace.nowMillis());
        return more;
    }
}
