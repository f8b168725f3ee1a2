// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

import dev.cairn.storage.memory.Memory;

/**
 * Reads and changes an intset in place in off-heap memory. An integer too wide for the others makes all of
 * them wider first; they never become narrower again. Whoever adds has seen to the room first.
 */
public final class IntSet {
    private IntSet() {}

    /** Writes an intset without integers. */
    public static void create(Memory memory, long address) {
        memory.putInt(address + IntSetLayout.WIDTH_OFFSET, Short.BYTES);
        memory.putInt(address + IntSetLayout.COUNT_OFFSET, 0);
    }

    public static int count(Memory memory, long address) {
        return memory.getInt(address + IntSetLayout.COUNT_OFFSET);
    }

    /** The length of the whole intset. */
    public static long bytes(Memory memory, long address) {
        return IntSetLayout.HEADER_BYTES + (long) count(memory, address) * width(memory, address);
    }

    /** The length that the intset has once this integer has been added. */
    public static long bytesWith(Memory memory, long address, long value) {
        int width = Math.max(width(memory, address), IntSetLayout.widthOf(value));
        return IntSetLayout.HEADER_BYTES + (count(memory, address) + 1L) * width;
    }

    /** The integer with this index, in rising order. */
    public static long at(Memory memory, long address, int index) {
        return get(memory, address, index, width(memory, address));
    }

    public static boolean contains(Memory memory, long address, long value) {
        return IntSetLayout.widthOf(value) <= width(memory, address)
                && search(memory, address, value) >= 0;
    }

    /** Adds an integer, for which there is room; false when it is there already. */
    public static boolean add(Memory memory, long address, long value) {
        int wanted = IntSetLayout.widthOf(value);
        if (wanted > width(memory, address)) {
            widen(memory, address, wanted);
        }
        int found = search(memory, address, value);
        if (found >= 0) {
            return false;
        }
        int index = -1 - found;
        int count = count(memory, address);
        int width = width(memory, address);
        long at = slot(address, index, width);
        memory.move(at, at + width, (long) (count - index) * width);
        put(memory, address, index, width, value);
        memory.putInt(address + IntSetLayout.COUNT_OFFSET, count + 1);
        return true;
    }

    /** Takes an integer out; false when it was not there. */
    public static boolean remove(Memory memory, long address, long value) {
        if (!contains(memory, address, value)) {
            return false;
        }
        int index = search(memory, address, value);
        int count = count(memory, address);
        int width = width(memory, address);
        long at = slot(address, index, width);
        memory.move(at + width, at, (long) (count - 1 - index) * width);
        memory.putInt(address + IntSetLayout.COUNT_OFFSET, count - 1);
        return true;
    }

    /** The index of the integer, or -1 minus the index at which it would stand. */
    private static int search(Memory memory, long address, long value) {
        int width = width(memory, address);
        int low = 0;
        int high = count(memory, address) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long seen = get(memory, address, middle, width);
            if (seen == value) {
                return middle;
            }
            if (seen < value) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    private static void widen(Memory memory, long address, int wanted) {
        int width = width(memory, address);
        // From the last to the first, so that none is overwritten before it has been read.
        for (int i = count(memory, address) - 1; i >= 0; i--) {
            put(memory, address, i, wanted, get(memory, address, i, width));
        }
        memory.putInt(address + IntSetLayout.WIDTH_OFFSET, wanted);
    }

    private static int width(Memory memory, long address) {
        return memory.getInt(address + IntSetLayout.WIDTH_OFFSET);
    }

    private static long slot(long address, int index, int width) {
        return address + IntSetLayout.HEADER_BYTES + (long) index * width;
    }

    private static long get(Memory memory, long address, int index, int width) {
        long slot = slot(address, index, width);
        return switch (width) {
            case Short.BYTES -> memory.getShort(slot);
            case Integer.BYTES -> memory.getInt(slot);
            default -> memory.getLong(slot);
        };
    }

    private static void put(Memory memory, long address, int index, int width, long value) {
        long slot = slot(address, index, width);
        switch (width) {
            case Short.BYTES -> memory.putShort(slot, (short) value);
            case Integer.BYTES -> memory.putInt(slot, (int) value);
            default -> memory.putLong(slot, value);
        }
    }
}
