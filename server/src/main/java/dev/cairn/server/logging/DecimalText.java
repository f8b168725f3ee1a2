// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

/**
 * Numbers with a fixed count of decimals. {@link String#format} says the same once it has read the world's number formats, for
 * which a server that starts, or that clients wait for, has no time.
 */
public final class DecimalText {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private DecimalText() {}

    /** A time in seconds with three decimals, rounded to the nearest millisecond; it is not negative. */
    public static String seconds(long nanos) {
        return fixed((nanos + NANOS_PER_MILLI / 2) / NANOS_PER_MILLI, 1000);
    }

    /** A number as {@code %.2f} and its like say it, with 1 to 18 decimals. */
    public static String of(double value, int decimals) {
        long scale = (long) Math.pow(10, decimals);
        return (value < 0 ? "-" : "") + fixed(Math.round(Math.abs(value) * scale), scale);
    }

    /** So many parts of which {@code scale}, a power of ten, make one. */
    private static String fixed(long parts, long scale) {
        // The digit before the decimals keeps their zeros, and the point takes its place.
        return parts / scale + "." + Long.toString(scale + parts % scale).substring(1);
    }
}
