// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/**
 * What the allocator remembers about each 64-KiB page of the region: a record of 32 bytes, in a table at the region's
 * start. Only a run's first page tells about the run; the others point back.
 *
 * <pre>
 *  0          4      5       6       8          12         16         20         24         28
 * +----------+------+-------+-------+----------+----------+----------+----------+----------+----------+
 * | pages in | kind | size  | is it | next in  | previous | free     | bytes    | blocks   | pages    |
 * | the run  |      | class | sparse| list     | in list  | blocks   | carved / | in use   | back to  |
 * |          |      |       |       |          |          |          | pages    |          | the head |
 * |          |      |       |       |          |          |          | released |          |          |
 * +----------+------+-------+-------+----------+----------+----------+----------+----------+----------+
 * </pre>
 */
final class PageTable {
    static final int PAGE_SHIFT = 16;
    static final int PAGE_BYTES = 1 << PAGE_SHIFT;
    static final int RECORD_SHIFT = 5;

    /** Never used since the region was reserved. */
    static final int UNUSED = 0;

    static final int FREE = 1;
    static final int SLAB = 2;
    static final int LARGE = 3;

    /** Not the first page of its run. */
    static final int INNER = 4;

    private static final int PAGES = 0;
    private static final int KIND = 4;
    private static final int SIZE_CLASS = 5;
    private static final int SPARSE = 6;
    private static final int NEXT = 8;
    private static final int PREVIOUS = 12;
    private static final int FREE_BLOCKS = 16;
    private static final int CARVED = 20;
    private static final int USED = 24;
    private static final int BACK = 28;

    private PageTable() {}

    static long bytes(long pages) {
        return pages << PAGE_SHIFT;
    }

    static long address(int page) {
        return (long) page << PAGE_SHIFT;
    }

    static int page(long address) {
        return (int) (address >>> PAGE_SHIFT);
    }

    /** The first page of the run that this address lies in. */
    static int head(Memory memory, long address) {
        int page = page(address);
        return kind(memory, page) == INNER ? page - memory.getInt(record(page) + BACK) : page;
    }

    static int pages(Memory memory, int page) {
        return memory.getInt(record(page) + PAGES);
    }

    static void putPages(Memory memory, int page, int pages) {
        memory.putInt(record(page) + PAGES, pages);
    }

    static int kind(Memory memory, int page) {
        return memory.getByte(record(page) + KIND);
    }

    static void putKind(Memory memory, int page, int kind) {
        memory.putByte(record(page) + KIND, (byte) kind);
    }

    static int sizeClass(Memory memory, int page) {
        return memory.getByte(record(page) + SIZE_CLASS) & 0xff;
    }

    static void putSizeClass(Memory memory, int page, int sizeClass) {
        memory.putByte(record(page) + SIZE_CLASS, (byte) sizeClass);
    }

    /** Whether a slab hangs in the list of those with few blocks in use. */
    static boolean isSparse(Memory memory, int page) {
        return memory.getByte(record(page) + SPARSE) != 0;
    }

    static void putSparse(Memory memory, int page, boolean sparse) {
        memory.putByte(record(page) + SPARSE, (byte) (sparse ? 1 : 0));
    }

    static int next(Memory memory, int page) {
        return memory.getInt(record(page) + NEXT);
    }

    static void putNext(Memory memory, int page, int next) {
        memory.putInt(record(page) + NEXT, next);
    }

    static int previous(Memory memory, int page) {
        return memory.getInt(record(page) + PREVIOUS);
    }

    static void putPrevious(Memory memory, int page, int previous) {
        memory.putInt(record(page) + PREVIOUS, previous);
    }

    /** What a slab knows of its {@link FreeBlocks}. */
    static int freeBlocks(Memory memory, int page) {
        return memory.getInt(record(page) + FREE_BLOCKS);
    }

    static void putFreeBlocks(Memory memory, int page, int value) {
        memory.putInt(record(page) + FREE_BLOCKS, value);
    }

    /** How far a slab has been cut into blocks; of a free run, how many pages from its start need no release. */
    static int carved(Memory memory, int page) {
        return memory.getInt(record(page) + CARVED);
    }

    static void putCarved(Memory memory, int page, int carved) {
        memory.putInt(record(page) + CARVED, carved);
    }

    static int used(Memory memory, int page) {
        return memory.getInt(record(page) + USED);
    }

    static void putUsed(Memory memory, int page, int used) {
        memory.putInt(record(page) + USED, used);
    }

    /** Marks a page that is not the first of its run. */
    static void putInner(Memory memory, int page, int back) {
        putKind(memory, page, INNER);
        memory.putInt(record(page) + BACK, back);
    }

    private static long record(int page) {
        return (long) page << RECORD_SHIFT;
    }
}
