// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

/** The latency spikes of one kind of event: the last 160, at most one for each second, and the worst of all times. */
public final class LatencyEvent {
    private static final int SAMPLES = 160;

    /** One spike. */
    public record Sample(long unixSeconds, long millis) {}

    private final long[] unixSeconds = new long[SAMPLES];
    private final long[] millis = new long[SAMPLES];
    private long written;
    private long worstMillis;
    private long sumMillis;
    private long count;

    void add(long nowUnixSeconds, long latencyMillis) {
        worstMillis = Math.max(worstMillis, latencyMillis);
        sumMillis += latencyMillis;
        count++;
        int last = (int) ((written - 1 + SAMPLES) % SAMPLES);
        if (written > 0 && unixSeconds[last] == nowUnixSeconds) {
            millis[last] = Math.max(millis[last], latencyMillis);
            return;
        }
        int place = (int) (written % SAMPLES);
        unixSeconds[place] = nowUnixSeconds;
        millis[place] = latencyMillis;
        written++;
    }

    public int size() {
        return (int) Math.min(written, SAMPLES);
    }

    /** A kept spike, the oldest first. */
    public Sample sample(int index) {
        int place = (int) ((written - size() + index) % SAMPLES);
        return new Sample(unixSeconds[place], millis[place]);
    }

    public Sample latest() {
        return sample(size() - 1);
    }

    public long worstMillis() {
        return worstMillis;
    }

    public long sumMillis() {
        return sumMillis;
    }

    public long count() {
        return count;
    }
}
