// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.time;

import java.time.Instant;

/** The machine's clock. */
final class SystemClock implements Clock {
    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }
}
