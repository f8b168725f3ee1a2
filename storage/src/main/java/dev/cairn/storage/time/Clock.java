// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.time;

import java.time.Instant;

/** Wall time. The one place that reads it; tests put a clock of their own in its place. Safe for every thread. */
@FunctionalInterface
public interface Clock {
    /** Milliseconds since 1970. */
    long millis();

    /** Microseconds since 1970, as exact as the clock is. */
    default long micros() {
        return 1000 * millis();
    }

    /** The machine's clock. */
    Clock SYSTEM =
            new Clock() {
                @Override
                public long millis() {
                    return System.currentTimeMillis();
                }

                @Override
                public long micros() {
                    Instant now = Instant.now();
                    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
                }
            };
}
