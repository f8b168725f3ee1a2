// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.metrics.LatencyMonitor;
import dev.cairn.storage.Keyspace;

/** What the keyspace does in small portions besides serving: removing what has expired, and freeing what was detached. */
public final class KeyspaceWork implements TickWork {
    /** Keys and fields that go in one portion: some tens of microseconds. */
    private static final int EXPIRED_PER_TICK = 128;

    /** What a tick gives to it while clients wait, and how many steps pass between two looks at the clock. */
    private static final long NANOS_PER_TICK = 200_000;

    private static final int STEPS_PER_LOOK = 4;

    private final Keyspace keyspace;
    private final LatencyMonitor latency;
    private boolean expiring = true;
    private boolean paused;

    public KeyspaceWork(Keyspace keyspace, LatencyMonitor latency) {
        this.keyspace = keyspace;
        this.latency = latency;
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
        if (expiring && keyspace.nextExpiryMillis() <= keyspace.nowMillis()) {
            more |= expire() == EXPIRED_PER_TICK;
        }
        return more;
    }

    private boolean housekeep() {
        if (!keyspace.housekeep(STEPS_PER_LOOK)) {
            return false;
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < NANOS_PER_TICK) {
            if (!keyspace.housekeep(STEPS_PER_LOOK)) {
                return false;
            }
        }
        return true;
    }

    private int expire() {
        if (!latency.on()) {
            return keyspace.expireDue(EXPIRED_PER_TICK);
        }
        long start = System.nanoTime();
        int expired = keyspace.expireDue(EXPIRED_PER_TICK);
        latency.record(
                LatencyMonitor.EXPIRE_CYCLE, System.nanoTime() - start, keyspace.nowMillis());
        return expired;
    }
}
