// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.server.logging.DecimalText;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says once a second how far loading is, and how fast. Belongs to the thread that reports to it. */
final class LoadingReport {
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Consumer<String> serverLog;
    private final String what;
    private final String unit;
    private final LongSupplier nanos;
    private final long startNanos;
    private long lineNanos;
    private long countAtLine;

    /**
     * @param what is being loaded
     * @param unit what is counted
     * @param nanos the stopwatch to go by
     */
    LoadingReport(Consumer<String> serverLog, String what, String unit, LongSupplier nanos) {
        this.nanos = nanos;
        startNanos = nanos.getAsLong();
        lineNanos = startNanos;
        this.serverLog = serverLog;
        this.what = what;
        this.unit = unit;
    }

    void at(long doneBytes, long totalBytes, long count) {
        long now = nanos.getAsLong();
        if (now - lineNanos < LINE_NANOS) {
            return;
        }
        double perSecond = (count - countAtLine) * NANOS_PER_SECOND / (now - lineNanos);
        long percent = totalBytes == 0 ? 100 : doneBytes * 100 / totalBytes;
        serverLog.accept(
                what
                        + ": "
                        + percent
                        + "%, "
                        + count
                        + " "
                        + unit
                        + ", "
                        + Math.round(perSecond)
                        + " "
                        + unit
                        + "/s");
        lineNanos = now;
        countAtLine = count;
    }

    /** How long it has taken so far. */
    String seconds() {
        return DecimalText.seconds(nanos.getAsLong() - startNanos);
    }
}
