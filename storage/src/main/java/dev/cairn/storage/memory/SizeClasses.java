// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/**
 * The sizes in which blocks come: every multiple of 8 up to 512 bytes, then eight steps per doubling up to 256 KiB.
 *
 * <p>So a block is at most an eighth larger than what was asked for. All sizes from 512 on, and all multiples of 64
 * below, keep blocks in a slab aligned to cache lines.
 */
final class SizeClasses {
    static final int LONGEST_FINE = 512;
    static final int LONGEST = 256 << 10;
    static final int COUNT = 1 + LONGEST_FINE / 8 + 9 * 8;

    /** A slab holds at least this many blocks of a medium size, so that it is worth its bookkeeping. */
    private static final int FEWEST_BLOCKS = 8;

    /** A slab grows until no more than one part in this many is left over at its end. */
    private static final int WASTED_PART = 32;

    private static final int LOG_FINE = 9;
    private static final int[] BYTES = new int[COUNT];
    private static final int[] SLAB_PAGES = new int[COUNT];
    private static final int[] SLAB_BLOCKS = new int[COUNT];

    static {
        for (int i = 1; i < COUNT; i++) {
            BYTES[i] = i <= LONGEST_FINE / 8 ? i * 8 : coarse(i - LONGEST_FINE / 8 - 1);
            SLAB_PAGES[i] = pagesFor(BYTES[i]);
            SLAB_BLOCKS[i] = (int) (PageTable.bytes(SLAB_PAGES[i]) / BYTES[i]);
        }
    }

    private SizeClasses() {}

    /** The class for a block of this many bytes, from 1 to {@link #LONGEST}. */
    static int of(int bytes) {
        if (bytes <= LONGEST_FINE) {
            return (bytes + 7) >>> 3;
        }
        int doubling = 31 - Integer.numberOfLeadingZeros(bytes - 1);
        int step = ((bytes - 1) >>> (doubling - 3)) & 7;
        return LONGEST_FINE / 8 + 1 + ((doubling - LOG_FINE) << 3) + step;
    }

    static int bytes(int sizeClass) {
        return BYTES[sizeClass];
    }

    /** How many pages a slab of this class has. */
    static int slabPages(int sizeClass) {
        return SLAB_PAGES[sizeClass];
    }

    /** How many blocks a slab of this class has when it is cut up to its end. */
    static int slabBlocks(int sizeClass) {
        return SLAB_BLOCKS[sizeClass];
    }

    private static int coarse(int index) {
        int base = LONGEST_FINE << (index >>> 3);
        return base + (base >>> 3) * ((index & 7) + 1);
    }

    private static int pagesFor(int bytes) {
        int pages = 1;
        while (PageTable.bytes(pages) / bytes < FEWEST_BLOCKS
                || PageTable.bytes(pages) % bytes > PageTable.bytes(pages) / WASTED_PART) {
            pages++;
        }
        return pages;
    }
}
