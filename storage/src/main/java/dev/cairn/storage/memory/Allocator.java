// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import java.util.Arrays;

/**
 * Blocks of a region.
 *
 * <p>Blocks up to 256 KiB come in {@link SizeClasses} from slabs, runs of pages that are cut into blocks of one size as
 * they are needed; a slab whose last block goes gives its pages back. Larger blocks are runs of pages. The page table
 * knows every block's size, so a block is freed by its address alone. Taking and freeing cost a few memory accesses
 * whatever the region's size, and nothing on the Java heap.
 *
 * <p>In debug mode a block carries guards before and behind the bytes that were asked for, freed blocks are filled with
 * poison, and what is found damaged, or freed twice, is an AssertionError.
 */
public final class Allocator {
    private static final int NONE = 0;

    private final Memory memory;
    private final PageRuns runs;
    private final BlockGuard guard;
    private final int unit;

    /** Per class the first of its slabs that have a free block and are not sparse. */
    private final int[] slabs = new int[SizeClasses.COUNT];

    /** Per class the first of its sparse slabs: blocks are taken from them last, so that they may empty. */
    private final int[] sparseSlabs = new int[SizeClasses.COUNT];

    private int sparseCount;

    private long liveBlocks;
    private long liveBytes;
    private long peakBytes;

    /**
     * An allocator over an untouched region.
     *
     * @param unit what addresses are multiples of: a power of two from 8 to 64
     */
    public Allocator(Memory memory, int unit, boolean debug) {
        assert Integer.bitCount(unit) == 1 && unit >= 8 && unit <= 64;
        this.memory = memory;
        this.runs = new PageRuns(memory);
        this.unit = unit;
        this.guard = debug ? new BlockGuard(memory, unit) : null;
        Arrays.fill(slabs, NONE);
        Arrays.fill(sparseSlabs, NONE);
    }

    /** Takes a block of at least this many bytes, whose content is undefined. */
    public long allocate(long bytes) {
        return guard == null ? take(bytes) : guard.arm(take(bytes + guard.extraBytes()), bytes);
    }

    /** Gives a block back. */
    public void free(long address) {
        if (guard == null) {
            give(address);
        } else {
            long block = guard.disarm(address);
            guard.poison(block, blockBytes(block));
            give(block);
        }
    }

    /** How many bytes of a block may be used, at least as many as asked for. */
    public long usableBytes(long address) {
        return guard == null ? blockBytes(address) : guard.usableBytes(address);
    }

    /** How many bytes a block takes. */
    public long footprint(long address) {
        return blockBytes(guard == null ? address : address - guard.headBytes());
    }

    /**
     * Whether a block has room for this many bytes without wasting more than a quarter of itself. In debug mode it has
     * only what it was taken for, so that whatever can move does.
     */
    public boolean suits(long address, long bytes) {
        long usable = usableBytes(address);
        return guard == null
                ? bytes <= usable && roundUp(bytes) >= usable - (usable >>> 2)
                : bytes == usable;
    }

    /** Whether a block stands in a slab with many free blocks, so that it had better move to another. */
    public boolean isSparse(long address) {
        long block = guard == null ? address : address - guard.headBytes();
        int head = PageTable.head(memory, block);
        return PageTable.kind(memory, head) == PageTable.SLAB && PageTable.isSparse(memory, head);
    }

    /** Moves a block out of a sparse slab; returns its address, which may be new. */
    public long compact(long address) {
        if (!isSparse(address)) {
            return address;
        }
        long bytes = usableBytes(address);
        long made = allocate(bytes);
        memory.move(address, made, bytes);
        free(address);
        return made;
    }

    /** How many slabs have many free blocks. */
    public int sparseSlabs() {
        return sparseCount;
    }

    /** Bytes of pages in use that are in no live block. */
    public long wastedBytes() {
        return PageTable.bytes(runs.usedPages()) - liveBytes;
    }

    /** Makes a large block longer where it stands, if there is room behind it; returns whether it did. */
    public boolean extend(long address, long bytes) {
        if (guard != null || blockBytes(address) <= SizeClasses.LONGEST) {
            return false;
        }
        int head = PageTable.page(address);
        int old = PageTable.pages(memory, head);
        int pages = pagesFor(bytes);
        if (pages > old) {
            if (!runs.extend(head, pages)) {
                return false;
            }
            account(0, PageTable.bytes(pages - old));
        }
        return true;
    }

    /**
     * Opens the last pages of the region, which are kept for small blocks without which something would be left half
     * done, or nothing could be removed any more; closes them again.
     */
    public void reserveOpen(boolean open) {
        runs.reserveOpen(open);
    }

    public long liveBlocks() {
        return liveBlocks;
    }

    /** Bytes in live blocks, whole blocks counted. */
    public long liveBytes() {
        return liveBytes;
    }

    /** The highest {@link #liveBytes} so far. */
    public long peakBytes() {
        return peakBytes;
    }

    public void resetPeak() {
        peakBytes = liveBytes;
    }

    /** Bytes of the region that are, or may be, in real memory. */
    public long committedBytes() {
        return runs.committedBytes();
    }

    /** Lets another thread have memory at hand for what comes. */
    public MemoryAhead ahead() {
        return new MemoryAhead(memory, runs);
    }

    /** Tells the time in milliseconds, by which freed pages are kept for a while. */
    public void tick(long nowMillis) {
        runs.tick(nowMillis);
    }

    /** Whether {@link #release} has something to give back; time alone may make it so. */
    public boolean isReleaseDue() {
        return runs.isReleaseDue();
    }

    /** Lets all freed pages be released now. */
    public void endRest() {
        runs.endRest();
    }

    /** Gives real memory of pages that have been free for a while back in one small step; returns whether there is more to give. */
    public boolean release() {
        return runs.release();
    }

    private long take(long bytes) {
        assert bytes > 0;
        if (bytes > SizeClasses.LONGEST) {
            return takeLarge(bytes);
        }
        int sizeClass = SizeClasses.of(((int) bytes + unit - 1) & -unit);
        int size = SizeClasses.bytes(sizeClass);
        int slab = slabs[sizeClass];
        if (slab == NONE) {
            slab = refill(sizeClass);
        }
        long start = PageTable.address(slab);
        int offset = FreeBlocks.take(memory, slab, sizeClass);
        if (offset < 0) {
            offset = PageTable.carved(memory, slab);
            PageTable.putCarved(memory, slab, offset + size);
        } else if (guard != null) {
            guard.checkPoison(start + offset, size);
        }
        int used = PageTable.used(memory, slab) + 1;
        PageTable.putUsed(memory, slab, used);
        if (used == SizeClasses.slabBlocks(sizeClass)) {
            unlink(slab, sizeClass);
        }
        account(1, size);
        return start + offset;
    }

    private void give(long block) {
        int head = PageTable.head(memory, block);
        int kind = PageTable.kind(memory, head);
        if (kind == PageTable.LARGE) {
            assert block == PageTable.address(head) : "not a block: " + block;
            account(-1, -PageTable.bytes(PageTable.pages(memory, head)));
            runs.give(head);
            return;
        }
        assert kind == PageTable.SLAB : "not a block: " + block;
        int sizeClass = PageTable.sizeClass(memory, head);
        int size = SizeClasses.bytes(sizeClass);
        int offset = (int) (block - PageTable.address(head));
        assert offset % size == 0 : "not the start of a block: " + block;
        int all = SizeClasses.slabBlocks(sizeClass);
        int used = PageTable.used(memory, head) - 1;
        boolean wasFull = used + 1 == all;
        account(-1, -size);
        if (used == 0) {
            if (!wasFull) {
                unlink(head, sizeClass);
            }
            runs.give(head);
            return;
        }
        FreeBlocks.give(memory, head, sizeClass, offset);
        PageTable.putUsed(memory, head, used);
        if (wasFull) {
            link(head, sizeClass, false);
        } else if (used < all - (all >>> 2) && becomesSparse(head, all * size)) {
            unlink(head, sizeClass);
            link(head, sizeClass, true);
        }
    }

    private long takeLarge(long bytes) {
        int pages = pagesFor(bytes);
        int head = runs.take(pages, PageTable.LARGE);
        account(1, PageTable.bytes(pages));
        return PageTable.address(head);
    }

    private static int pagesFor(long bytes) {
        long pages = (bytes + PageTable.PAGE_BYTES - 1) >>> PageTable.PAGE_SHIFT;
        if (pages > Integer.MAX_VALUE) {
            throw new MemoryExhaustedException("no room for " + bytes + " bytes");
        }
        return (int) pages;
    }

    /** A slab to take blocks from: a sparse one, which gets a new life with that, or a new one. */
    private int refill(int sizeClass) {
        int sparse = sparseSlabs[sizeClass];
        if (sparse == NONE) {
            return newSlab(sizeClass);
        }
        unlink(sparse, sizeClass);
        link(sparse, sizeClass, false);
        return sparse;
    }

    private int newSlab(int sizeClass) {
        int slab = runs.take(SizeClasses.slabPages(sizeClass), PageTable.SLAB);
        PageTable.putSizeClass(memory, slab, sizeClass);
        FreeBlocks.init(memory, slab, sizeClass);
        PageTable.putCarved(memory, slab, 0);
        PageTable.putUsed(memory, slab, 0);
        link(slab, sizeClass, false);
        return slab;
    }

    /** Whether a slab with less than three quarters of its blocks in use was cut up to its end, and is not listed as sparse yet. */
    private boolean becomesSparse(int slab, int end) {
        return PageTable.carved(memory, slab) == end && !PageTable.isSparse(memory, slab);
    }

    private void link(int slab, int sizeClass, boolean sparse) {
        int[] heads = sparse ? sparseSlabs : slabs;
        sparseCount += sparse ? 1 : 0;
        PageTable.putSparse(memory, slab, sparse);
        int next = heads[sizeClass];
        PageTable.putNext(memory, slab, next);
        PageTable.putPrevious(memory, slab, NONE);
        if (next != NONE) {
            PageTable.putPrevious(memory, next, slab);
        }
        heads[sizeClass] = slab;
    }

    private void unlink(int slab, int sizeClass) {
        boolean sparse = PageTable.isSparse(memory, slab);
        int[] heads = sparse ? sparseSlabs : slabs;
        sparseCount -= sparse ? 1 : 0;
        int next = PageTable.next(memory, slab);
        int previous = PageTable.previous(memory, slab);
        if (next != NONE) {
            PageTable.putPrevious(memory, next, previous);
        }
        if (previous != NONE) {
            PageTable.putNext(memory, previous, next);
        } else {
            heads[sizeClass] = next;
        }
    }

    private long blockBytes(long block) {
        int head = PageTable.head(memory, block);
        return PageTable.kind(memory, head) == PageTable.LARGE
                ? PageTable.bytes(PageTable.pages(memory, head))
                : SizeClasses.bytes(PageTable.sizeClass(memory, head));
    }

    private long roundUp(long bytes) {
        return bytes > SizeClasses.LONGEST
                ? PageTable.bytes(pagesFor(bytes))
                : SizeClasses.bytes(SizeClasses.of(((int) bytes + unit - 1) & -unit));
    }

    private void account(int blocks, long bytes) {
        liveBlocks += blocks;
        liveBytes += bytes;
        if (liveBytes > peakBytes) {
            peakBytes = liveBytes;
        }
    }
}
