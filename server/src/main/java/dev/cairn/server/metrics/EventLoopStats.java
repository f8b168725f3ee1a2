// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

/** How often the command thread's loop went round, and how long it worked while it did. */
public final class EventLoopStats {
    private final Rate cycleRate = new Rate();
    private final Rate busyRate = new Rate();
    private long cycles;
    private long busyNanos;
    private long longestNanos;
    private long commandNanos;
    private long expiryNanos;

    /**
     * One round of the loop.
     *
     * @param roundNanos time from waking up to going to sleep again
     * @param roundCommandNanos the part of it that went into commands
     */
    public void cycle(long roundNanos, long roundCommandNanos) {
        cycles++;
        busyNanos += roundNanos;
        longestNanos = Math.max(longestNanos, roundNanos);
        commandNanos += roundCommandNanos;
    }

    /** The longest round: what no client's request waited longer for, beside those that came with its own. */
    public long longestMicros() {
        return longestNanos / 1000;
    }

    /** A slice of removing what has expired took this long. */
    public void expiry(long nanos) {
        expiryNanos += nanos;
    }

    /** How long removing what has expired took, all slices together. */
    public long expiryMillis() {
        return expiryNanos / 1_000_000;
    }

    public long cycles() {
        return cycles;
    }

    public long busyMicros() {
        return busyNanos / 1000;
    }

    public long commandMicros() {
        return commandNanos / 1000;
    }

    public double cyclesPerSecond() {
        return cycleRate.perSecond();
    }

    /** The mean length of a round over the last samples. */
    public long microsPerCycle() {
        double perSecond = cycleRate.perSecond();
        return perSecond == 0 ? 0 : (long) (busyRate.perSecond() / 1000 / perSecond);
    }

    void sample(long nowMillis) {
        cycleRate.sample(nowMillis, cycles);
        busyRate.sample(nowMillis, busyNanos);
    }

    void reset() {
        cycles = 0;
        busyNanos = 0;
        longestNanos = 0;
        commandNanos = 0;
        expiryNanos = 0;
        cycleRate.reset();
        busyRate.reset();
    }
}
