// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.time;

/** Wall time. The one place that reads it; tests put a clock of their own in its place. Safe for every thread. */
public interface Clock {
    /** Milliseconds since 1970. */
    long millis();

    /** Microseconds since 1970. */
    long micros();

    /** The machine's clock. */
    Clock SYSTEM = new SystemClock();
}
