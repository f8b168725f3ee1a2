// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

/**
 * A time as text, in seconds with three decimals. {@link String#format} says the same once it has read the world's number formats,
 * for which a server that starts has no time.
 */
public final class SecondsText {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MILLIS = 1000;

    private SecondsText() {}

    /** Rounds to the nearest millisecond; the time is not negative. */
    public static String of(long nanos) {
        long millis = (nanos + NANOS_PER_MILLI / 2) / NANOS_PER_MILLI;
        // The digit before the decimals makes them three, and the point takes its place.
        return millis / MILLIS + "." + Long.toString(MILLIS + millis % MILLIS).substring(1);
    }
}
