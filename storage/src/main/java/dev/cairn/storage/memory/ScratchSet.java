// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/** A set of numbers from 0 on, outside the Java heap, for as long as one command runs; at most half full. Whoever makes one closes it. */
public final class ScratchSet implements AutoCloseable {
    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private final ScratchLongs slots;
    private final long mask;
    private final int shift;

    /** One with room for this many, which must be a number of things that are there, not one that a client named. */
    public ScratchSet(Memory memory, Allocator allocator, long most) {
        int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(2 * most - 1));
        mask = (1L << bits) - 1;
        shift = Long.SIZE - bits;
        slots = new ScratchLongs(memory, allocator);
        try {
            for (long i = 0; i <= mask; i++) {
                slots.add(0);
            }
        } catch (MemoryExhaustedException e) {
            slots.close();
            throw e;
        }
    }

    /** Adds a number; false if it is there already. */
    public boolean add(long number) {
        for (long slot = (number * SPREAD) >>> shift; ; slot = (slot + 1) & mask) {
            long found = slots.get(slot);
            if (found == 0) {
                slots.set(slot, number + 1);
                return true;
            }
            if (found == number + 1) {
                return false;
            }
        }
    }

    @Override
    public void close() {
        slots.close();
    }
}
