// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import java.util.Arrays;

/**
 * A growing array of numbers outside the Java heap, for as long as one command runs.
 *
 * <p>It takes pieces of 32 KiB from the region as it fills, the first of which grows from half a KiB, so it counts against the
 * limit of memory like data do; the heap holds one address per piece. Whoever makes one closes it.
 */
public final class ScratchLongs implements AutoCloseable {
    private static final int PIECE_SHIFT = 12;
    private static final int PIECE_LENGTH = 1 << PIECE_SHIFT;
    private static final int FIRST_PIECES = 4;

    /** Numbers in the first piece at first: most commands need no more. */
    private static final int FIRST_LENGTH = 64;

    private static final int FIRST_GROWTH = 8;

    private final Memory memory;
    private final Allocator allocator;
    private long[] pieces = new long[FIRST_PIECES];
    private int pieceCount;

    /** Numbers that the pieces have room for. */
    private long capacity;

    private long count;

    public ScratchLongs(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.allocator = allocator;
    }

    public long count() {
        return count;
    }

    public void add(long value) {
        if (count == capacity) {
            grow();
        }
        count++;
        set(count - 1, value);
    }

    private void grow() {
        if (capacity > 0 && capacity < PIECE_LENGTH) {
            long longer = allocator.allocate(capacity * FIRST_GROWTH * Long.BYTES);
            memory.move(pieces[0], longer, capacity * Long.BYTES);
            allocator.free(pieces[0]);
            pieces[0] = longer;
            capacity *= FIRST_GROWTH;
            return;
        }
        int length = capacity == 0 ? FIRST_LENGTH : PIECE_LENGTH;
        if (pieceCount == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * pieceCount);
        }
        pieces[pieceCount] = allocator.allocate((long) length * Long.BYTES);
        pieceCount++;
        capacity += length;
    }

    /** Adds zeros until there are so many. */
    public void extend(long length) {
        while (count < length) {
            add(0);
        }
    }

    public long get(long index) {
        return memory.getLong(address(index));
    }

    public void set(long index, long value) {
        memory.putLong(address(index), value);
    }

    /** Keeps so many of the first, if there are more. */
    public void truncate(long length) {
        count = Math.min(count, length);
        int needed = (int) ((count + PIECE_LENGTH - 1) >>> PIECE_SHIFT);
        while (pieceCount > needed) {
            pieceCount--;
            allocator.free(pieces[pieceCount]);
        }
        capacity = Math.min(capacity, (long) pieceCount << PIECE_SHIFT);
    }

    private long address(long index) {
        assert index >= 0 && index < count : index + " of " + count;
        return pieces[(int) (index >>> PIECE_SHIFT)] + (index & (PIECE_LENGTH - 1)) * Long.BYTES;
    }

    /** Which of two numbers comes first, as a comparator tells. */
    @FunctionalInterface
    public interface Order {
        int compare(long one, long other);
    }

    /** Brings the numbers into an order; equals stay as they are. A merge sort, with as much memory again while it runs. */
    public void sort(Order comparison) {
        try (ScratchLongs spare = new ScratchLongs(memory, allocator)) {
            spare.extend(count);
            sort(0, count, spare, comparison);
        }
    }

    /**
     * Brings the numbers into the order of their keys, which stand at the same places and go along with them: byte by byte from
     * the lowest, which compares nothing. Takes twice as much memory again while it runs.
     *
     * @param keys as many as there are numbers; unsigned
     * @param ties the order of numbers whose keys are equal
     */
    public void sortBy(ScratchLongs keys, Order ties) {
        assert keys.count == count : keys.count + " keys of " + count;
        if (count == 0) {
            return;
        }
        try (ScratchLongs spare = new ScratchLongs(memory, allocator);
                ScratchLongs spareKeys = new ScratchLongs(memory, allocator)) {
            spare.extend(count);
            spareKeys.extend(count);
            long[] places = keys.countBytes();
            for (int digit = 0; digit < Long.BYTES; digit++) {
                if (places[(digit << 8) + keys.digit(0, digit)] < count) {
                    spread(keys, spare, spareKeys, places, digit);
                    swap(spare);
                    keys.swap(spareKeys);
                }
            }
            for (long from = 0, to; from < count; from = to) {
                to = from + 1;
                while (to < count && keys.get(to) == keys.get(from)) {
                    to++;
                }
                sort(from, to, spare, ties);
            }
        }
    }

    /** How often each value stands at each of the eight bytes. */
    private long[] countBytes() {
        long[] counts = new long[Long.BYTES << 8];
        for (long i = 0; i < count; i++) {
            long number = get(i);
            for (int digit = 0; digit < Long.BYTES; digit++) {
                counts[(digit << 8) + ((int) (number >>> (digit << 3)) & 0xff)]++;
            }
        }
        return counts;
    }

    private int digit(long index, int digit) {
        return (int) (get(index) >>> (digit << 3)) & 0xff;
    }

    /** Puts numbers and keys where they stand by one byte of the keys, whose counts become places. */
    private void spread(
            ScratchLongs keys,
            ScratchLongs target,
            ScratchLongs targetKeys,
            long[] places,
            int digit) {
        int first = digit << 8;
        long behind = 0;
        for (int i = first; i < first + 256; i++) {
            long here = places[i];
            places[i] = behind;
            behind += here;
        }
        for (long i = 0; i < count; i++) {
            long place = places[first + keys.digit(i, digit)]++;
            target.set(place, get(i));
            targetKeys.set(place, keys.get(i));
        }
    }

    private void swap(ScratchLongs other) {
        long[] swapped = pieces;
        pieces = other.pieces;
        other.pieces = swapped;
        long room = capacity;
        capacity = other.capacity;
        other.capacity = room;
    }

    /** Sorts a part by merging from here to the same places of a spare array and back. */
    private void sort(long from, long to, ScratchLongs spare, Order comparison) {
        ScratchLongs source = this;
        ScratchLongs target = spare;
        for (long width = 1; width < to - from; width *= 2) {
            for (long at = from; at < to; at += 2 * width) {
                long middle = Math.min(at + width, to);
                source.merge(target, at, middle, Math.min(middle + width, to), comparison);
            }
            ScratchLongs merged = target;
            target = source;
            source = merged;
        }
        for (long i = from; source == spare && i < to; i++) {
            set(i, spare.get(i));
        }
    }

    private void merge(ScratchLongs merged, long from, long middle, long to, Order comparison) {
        long one = from;
        long other = middle;
        for (long i = from; i < to; i++) {
            boolean first =
                    other == to || (one < middle && comparison.compare(get(one), get(other)) <= 0);
            merged.set(i, get(first ? one++ : other++));
        }
    }

    /** Gives the memory back; nothing is in it any more. */
    @Override
    public void close() {
        truncate(0);
    }
}
