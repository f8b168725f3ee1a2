// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

/**
 * How often which latency was seen, with two significant digits, from 1 nanosecond to about 1 second (all that is
 * longer counts as 1 second).
 *
 * <p>The layout is that of an HDR histogram with two significant digits, which monitoring tools know from Valkey, so
 * that the bounds in reports are the same:
 *
 * <pre>
 *   counts   0 .. 255   one count for each nanosecond
 *          256 .. 383   one for each 2 ns from 256 to 511
 *          384 .. 511   one for each 4 ns from 512 to 1023, and so on: each 128 counts reach twice as far
 * </pre>
 *
 * <p>A histogram takes 24 KB once it is used; recording is a shift, an addition and a store.
 */
public final class LatencyHistogram {
    private static final long LONGEST_NANOS = 1_000_000_000L;
    private static final int HALF = 128;
    private static final int HALF_BITS = 7;
    private static final int COUNTS = indexOf(LONGEST_NANOS) + 1;

    /** The first bound of {@link #cumulative}: about a microsecond; every further one is twice as much. */
    private static final long FIRST_BOUND_NANOS = 1024;

    /** Receives the steps of the cumulative distribution. */
    public interface StepVisitor {
        void step(long upToMicros, long count);
    }

    private final long[] counts = new long[COUNTS];
    private long total;

    public void record(long nanos) {
        counts[indexOf(Math.clamp(nanos, 1, LONGEST_NANOS))]++;
        total++;
    }

    public long total() {
        return total;
    }

    /** The latency that this share of calls did not exceed; 0 when there were none. */
    public long percentileNanos(double percentile) {
        if (total == 0) {
            return 0;
        }
        long wanted = Math.max(1, (long) (Math.min(percentile, 100) / 100 * total + 0.5));
        long seen = 0;
        for (int i = 0; i < COUNTS; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return upperBoundNanos(i);
            }
        }
        return upperBoundNanos(COUNTS - 1);
    }

    /**
     * The distribution in powers of two of a microsecond: how many calls took up to 1 us, 2 us, 4 us and so on. A step
     * that adds no calls is left out.
     */
    public void cumulative(StepVisitor visitor) {
        long seen = 0;
        long reported = 0;
        int index = 0;
        for (long bound = FIRST_BOUND_NANOS; seen < total; bound *= 2) {
            int last = Math.min(indexOf(bound), COUNTS - 1);
            for (; index <= last; index++) {
                seen += counts[index];
            }
            if (seen > reported) {
                visitor.step(upperBoundNanos(indexOf(bound)) / 1000, seen);
                reported = seen;
            }
        }
    }

    private static int indexOf(long nanos) {
        int shift = Long.SIZE - Long.numberOfLeadingZeros(nanos | (2 * HALF - 1)) - HALF_BITS - 1;
        return (shift << HALF_BITS) + (int) (nanos >>> shift);
    }

    /** The longest latency that is counted at this index. */
    private static long upperBoundNanos(int index) {
        int shift = Math.max(0, (index >>> HALF_BITS) - 1);
        return (((long) index - ((long) shift << HALF_BITS) + 1) << shift) - 1;
    }
}
