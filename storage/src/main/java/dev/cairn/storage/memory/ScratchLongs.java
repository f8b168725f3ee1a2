// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import java.util.Arrays;

/**
 * A growing array of numbers outside the Java heap, for as long as one command runs.
 *
 * <p>It takes pieces of 32 KiB from the region as it fills, so it counts against the limit of memory like data do; the heap
 * holds one address per piece. Whoever makes one closes it.
 */
public final class ScratchLongs implements AutoCloseable {
    private static final int PIECE_SHIFT = 12;
    private static final int PIECE_LENGTH = 1 << PIECE_SHIFT;
    private static final int FIRST_PIECES = 4;

    private final Memory memory;
    private final Allocator allocator;
    private long[] pieces = new long[FIRST_PIECES];
    private int pieceCount;
    private long count;

    public ScratchLongs(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.allocator = allocator;
    }

    public long count() {
        return count;
    }

    public void add(long value) {
        if (count >>> PIECE_SHIFT == pieceCount) {
            if (pieceCount == pieces.length) {
                pieces = Arrays.copyOf(pieces, 2 * pieceCount);
            }
            pieces[pieceCount] = allocator.allocate((long) PIECE_LENGTH * Long.BYTES);
            pieceCount++;
        }
        count++;
        set(count - 1, value);
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
        try (ScratchLongs merged = new ScratchLongs(memory, allocator)) {
            merged.extend(count);
            for (long width = 1; width < count; width *= 2) {
                for (long from = 0; from < count; from += 2 * width) {
                    long middle = Math.min(from + width, count);
                    merge(merged, from, middle, Math.min(middle + width, count), comparison);
                }
                long[] swapped = pieces;
                pieces = merged.pieces;
                merged.pieces = swapped;
            }
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
