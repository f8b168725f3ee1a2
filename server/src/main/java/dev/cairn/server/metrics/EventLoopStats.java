// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

/** How often the command thread's loop went round, and how long it worked while it did. */
public final class EventLoopStats {
    private final Rate cycleRate = new Rate();
    private final Rate busyRate = new Rate();
    private long cycles;
    private long busyNanos;
    private long commandNanos;

    /**
     * One round of the loop.
     *
     * @param roundNanos time from waking up to going to sleep again
     * @param roundCommandNanos the part of it that went into commands
     */
    public void cycle(long roundNanos, long roundCommandNanos) {
        cycles++;
        busyNanos += roundNanos;
        commandNanos += roundCommandNanos;
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
        commandNanos = 0;
        cycleRate.reset();
        busyRate.reset();
    }
}
