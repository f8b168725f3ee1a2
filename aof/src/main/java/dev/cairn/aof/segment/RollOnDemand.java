// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;

/**
 * A roll cycle that looks at no clock: the cycle is the segment number, and changes when {@link #rollTo} says so.
 *
 * <p>Chronicle insists on names that are dates. One cycle counts as one day, the epoch stands at day 0 of the
 * modified Julian calendar, and the format is that day's number: so segment 7 is called {@code 0000000007}.
 */
final class RollOnDemand implements RollCycle {
    private static final int DAY_MILLIS = 86_400_000;

    /** Day 0 of the modified Julian calendar, the 17th of November 1858, in milliseconds since 1970. */
    static final long EPOCH_MILLIS = -40_587L * DAY_MILLIS;

    static final int MAX_SEGMENT = 1_999_999_999;

    /** 256 * 256 * 256 documents: more than the largest segment can hold, in index blocks of 2 KiB. */
    private static final int INDEX_COUNT = 256;

    private static final int INDEX_SPACING = 256;

    private static final int CYCLE_SHIFT = 32;
    private static final long SEQUENCE_MASK = (1L << CYCLE_SHIFT) - 1;

    private volatile int segment;

    RollOnDemand(int segment) {
        this.segment = segment;
    }

    void rollTo(int newSegment) {
        segment = newSegment;
    }

    @Override
    public int current(TimeProvider time, long epoch) {
        return segment;
    }

    @Override
    public String format() {
        return "gggggggggg";
    }

    @Override
    public int lengthInMillis() {
        return DAY_MILLIS;
    }

    @Override
    public int defaultIndexCount() {
        return INDEX_COUNT;
    }

    @Override
    public int defaultIndexSpacing() {
        return INDEX_SPACING;
    }

    @Override
    public long toIndex(int cycle, long sequenceNumber) {
        return ((long) cycle << CYCLE_SHIFT) + (sequenceNumber & SEQUENCE_MASK);
    }

    @Override
    public long toSequenceNumber(long index) {
        return index & SEQUENCE_MASK;
    }

    @Override
    public int toCycle(long index) {
        return (int) (index >>> CYCLE_SHIFT);
    }

    @Override
    public long maxMessagesPerCycle() {
        return (long) INDEX_COUNT * INDEX_COUNT * INDEX_SPACING;
    }
}
