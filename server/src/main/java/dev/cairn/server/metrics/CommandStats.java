// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

/**
 * What is counted for one command: calls, time, refusals, failures and, when {@code latency-tracking} is on, the
 * distribution of its latency. Reachable from the command's entry in the command table, so that recording looks nothing
 * up.
 */
public final class CommandStats {
    private static final int NANOS_PER_MICRO = 1000;

    private long calls;
    private long nanos;
    private long rejectedCalls;
    private long failedCalls;

    /** Null until the first call: most commands are never called. */
    private LatencyHistogram latency;

    /** A call that was executed, whether or not it answered with an error. */
    public void called(long durationNanos, boolean trackLatency) {
        calls++;
        nanos += durationNanos;
        if (trackLatency) {
            if (latency == null) {
                latency = new LatencyHistogram();
            }
            latency.record(durationNanos);
        }
    }

    /** A call that was refused before it was executed: arity, permissions, memory, state of the server. */
    public void rejected() {
        rejectedCalls++;
    }

    /** A call that was executed, counted by {@link #called}, and answered with an error. */
    public void failed() {
        failedCalls++;
    }

    public long calls() {
        return calls;
    }

    public long micros() {
        return nanos / NANOS_PER_MICRO;
    }

    public long rejectedCalls() {
        return rejectedCalls;
    }

    public long failedCalls() {
        return failedCalls;
    }

    /** Null when no latency has been recorded. */
    public LatencyHistogram latency() {
        return latency;
    }

    public void reset() {
        calls = 0;
        nanos = 0;
        rejectedCalls = 0;
        failedCalls = 0;
        latency = null;
    }
}
