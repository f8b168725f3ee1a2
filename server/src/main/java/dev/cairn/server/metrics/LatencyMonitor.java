// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers what took longer than {@code latency-monitor-threshold}, by kind of event. Off (nothing is remembered) while
 * the threshold is 0.
 */
public final class LatencyMonitor {
    /** Names of events, as LATENCY and its readers know them. */
    public static final String COMMAND = "command";

    public static final String FAST_COMMAND = "fast-command";
    public static final String EXPIRE_CYCLE = "expire-cycle";
    public static final String AOF_FSYNC_ALWAYS = "aof-fsync-always";
    public static final String AOF_FSYNC = "aof-fsync";

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Map<String, LatencyEvent> events = new LinkedHashMap<>();
    private long thresholdNanos;

    public void thresholdMillis(long millis) {
        thresholdNanos = Math.clamp(millis, 0, Long.MAX_VALUE / NANOS_PER_MILLI) * NANOS_PER_MILLI;
    }

    /** Whether anything is remembered at present. */
    public boolean on() {
        return thresholdNanos > 0;
    }

    /** Remembers the event when it took long enough. Cheap when it did not. */
    public void record(String event, long durationNanos, long nowMillis) {
        if (thresholdNanos > 0 && durationNanos >= thresholdNanos) {
            events.computeIfAbsent(event, name -> new LatencyEvent())
                    .add(nowMillis / 1000, durationNanos / NANOS_PER_MILLI);
        }
    }

    /** Null when the event has no spikes. */
    public LatencyEvent event(String name) {
        return events.get(name);
    }

    public Map<String, LatencyEvent> events() {
        return Collections.unmodifiableMap(events);
    }

    /** Whether there was something to forget. */
    public boolean reset(String event) {
        return events.remove(event) != null;
    }

    /** Forgets every event, and tells how many there were. */
    public int reset() {
        int size = events.size();
        events.clear();
        return size;
    }
}
