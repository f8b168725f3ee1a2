// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

import java.util.Arrays;

/**
 * How fast a growing figure grows, per second: the mean over the last 16 samples, which the server's cron takes ten
 * times a second.
 */
public final class Rate {
    private static final int SAMPLES = 16;

    private final double[] perSecond = new double[SAMPLES];
    private int next;
    private long lastMillis;
    private long lastValue;

    /** Takes a sample of the figure as it stands now. */
    public void sample(long nowMillis, long value) {
        if (lastMillis > 0 && nowMillis > lastMillis) {
            // A figure that was reset in between starts anew.
            perSecond[next] = Math.max(0, value - lastValue) * 1000.0 / (nowMillis - lastMillis);
            next = (next + 1) % SAMPLES;
        }
        lastMillis = nowMillis;
        lastValue = value;
    }

    public double perSecond() {
        double sum = 0;
        for (double each : perSecond) {
            sum += each;
        }
        return sum / SAMPLES;
    }

    public void reset() {
        Arrays.fill(perSecond, 0);
        lastMillis = 0;
        lastValue = 0;
    }
}
