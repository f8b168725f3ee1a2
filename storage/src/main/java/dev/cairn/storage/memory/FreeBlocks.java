// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/**
 * The blocks of a slab that were given back. Many short ones are a list, whose links lie in the blocks themselves. Where a slab
 * has few blocks, they are bits in its page's record: to write to a long block that nobody has touched lately would fetch its
 * memory for nothing, which takes as long as all else that freeing it does.
 */
final class FreeBlocks {
    private static final int NO_OFFSET = -1;

    private FreeBlocks() {}

    /** Begins without any. */
    static void init(Memory memory, int slab, int sizeClass) {
        PageTable.putFreeBlocks(memory, slab, areBits(sizeClass) ? 0 : NO_OFFSET);
    }

    /** Takes one out and returns its offset in the slab, -1 where there is none. */
    static int take(Memory memory, int slab, int sizeClass) {
        int free = PageTable.freeBlocks(memory, slab);
        if (areBits(sizeClass)) {
            if (free == 0) {
                return NO_OFFSET;
            }
            PageTable.putFreeBlocks(memory, slab, free & (free - 1));
            return Integer.numberOfTrailingZeros(free) * SizeClasses.bytes(sizeClass);
        }
        if (free != NO_OFFSET) {
            PageTable.putFreeBlocks(memory, slab, memory.getInt(PageTable.address(slab) + free));
        }
        return free;
    }

    /** Adds the one at this offset. */
    static void give(Memory memory, int slab, int sizeClass, int offset) {
        int free = PageTable.freeBlocks(memory, slab);
        if (areBits(sizeClass)) {
            int bit = 1 << (offset / SizeClasses.bytes(sizeClass));
            PageTable.putFreeBlocks(memory, slab, free | bit);
        } else {
            memory.putInt(PageTable.address(slab) + offset, free);
            PageTable.putFreeBlocks(memory, slab, offset);
        }
    }

    private static boolean areBits(int sizeClass) {
        return SizeClasses.slabBlocks(sizeClass) <= Integer.SIZE;
    }
}
