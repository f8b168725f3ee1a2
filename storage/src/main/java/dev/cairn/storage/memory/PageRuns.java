// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import java.util.Arrays;

/**
 * Runs of pages: what slabs and large blocks are made of.
 *
 * <p>Free runs hang in lists by length, found through a bitmap (the two-level segregated fit of Masmano, Ripoll,
 * Crespo, Real: TLSF, 2004, over pages); neighbours that are free merge at once. So taking and giving back cost the
 * same whatever the region's size. Pages past the top were never used. Freed pages keep their real memory for the next
 * who needs some, until {@link #release} gives back, in bounded steps, what nobody needed for a while.
 */
final class PageRuns {
    /** Lengths below this have a list each. */
    private static final int EXACT = 16;

    private static final int LOG_EXACT = 4;
    private static final int STEPS = 8;
    private static final int LOG_STEPS = 3;
    private static final int LISTS = EXACT + (31 - LOG_EXACT) * STEPS;
    private static final int NONE = 0;

    /** Freed pages that keep their memory for the next use: this many, or this part of the pages in use. */
    private static final int KEPT_PAGES = 64;

    private static final int KEPT_PART = 16;

    /** What has lain free for so long is not needed soon. To touch a page anew costs as much as to fill it. */
    private static final long REST_MILLIS = 2000;

    /** With free pages beyond this part of those in use that were given back, huge pages would take their memory again. */
    private static final int HOLES_PART = 8;

    /** How many pages one step gives back; the kernel takes some tens of microseconds for them. */
    private static final int PAGES_PER_STEP = 32;

    /** Pages at the region's end that only what must not fail may use: a few mebibytes. */
    private static final int RESERVED_PAGES = 64;

    private final Memory memory;
    private final int end;
    private final int first;
    private final int[] heads = new int[LISTS];
    private final long[] filled = new long[(LISTS + 63) / 64];
    private int top;
    private int freePages;
    private int dirtyPages;
    private int releaseCursor;
    private boolean reserveOpen;

    /** The fewest dirty pages since the rest began: as many were not needed all the while. */
    private int fewestDirty;

    private int rested;
    private long restBegan;
    private boolean hugePages = true;

    PageRuns(Memory memory) {
        this.memory = memory;
        this.end = (int) Math.min(Integer.MAX_VALUE, memory.bytes() >>> PageTable.PAGE_SHIFT);
        long tableBytes = (long) end << PageTable.RECORD_SHIFT;
        this.first = (int) ((tableBytes + PageTable.PAGE_BYTES - 1) >>> PageTable.PAGE_SHIFT);
        this.top = first;
        this.releaseCursor = first;
        Arrays.fill(heads, NONE);
    }

    /** Takes a run of this many pages and returns its first, which is marked with the kind. */
    int take(int pages, int kind) {
        int list = firstFilled(listFitting(pages));
        int head = list >= 0 ? heads[list] : NONE;
        if (head == NONE) {
            head = fittingIn(listOf(pages), pages);
        }
        if (head == NONE) {
            head = top;
            if (pages > roomAtTop()) {
                throw new MemoryExhaustedException(
                        "no room for "
                                + PageTable.bytes(pages)
                                + " bytes in the region of "
                                + memory.bytes()
                                + " bytes");
            }
            top += pages;
        } else {
            takeFree(head, pages);
        }
        PageTable.putKind(memory, head, kind);
        mark(head, 1, pages);
        return head;
    }

    /** Gives a run back; it merges with free neighbours. */
    void give(int head) {
        int pages = PageTable.pages(memory, head);
        freePages += pages;
        dirtyPages += pages;
        int next = head + pages;
        if (next < top && PageTable.kind(memory, next) == PageTable.FREE) {
            int more = PageTable.pages(memory, next);
            dirtyPages += PageTable.carved(memory, next);
            unlink(next, more);
            PageTable.putInner(memory, next, 1);
            pages += more;
        }
        int before = head - 1;
        if (before >= first) {
            int beforeHead = PageTable.head(memory, PageTable.address(before));
            if (PageTable.kind(memory, beforeHead) == PageTable.FREE) {
                int more = PageTable.pages(memory, beforeHead);
                dirtyPages += PageTable.carved(memory, beforeHead);
                unlink(beforeHead, more);
                PageTable.putInner(memory, head, 1);
                head = beforeHead;
                pages += more;
            }
        }
        putFree(head, pages, 0);
        keepCursorOnHead(head, pages);
    }

    /** Grows a run to this many pages where it stands, if what follows is free; returns whether it did. */
    boolean extend(int head, int pages) {
        int old = PageTable.pages(memory, head);
        int more = pages - old;
        int next = head + old;
        if (next == top) {
            if (more > roomAtTop()) {
                return false;
            }
            top += more;
        } else {
            if (PageTable.kind(memory, next) != PageTable.FREE
                    || PageTable.pages(memory, next) < more) {
                return false;
            }
            takeFree(next, more);
        }
        mark(head, old, pages);
        keepCursorOnHead(head, pages);
        return true;
    }

    /** Opens or closes the last pages of the region to everybody. */
    void reserveOpen(boolean open) {
        reserveOpen = open;
    }

    /** Where the pages begin. */
    long firstAddress() {
        return PageTable.address(first);
    }

    /** Where the pages begin that were never used. */
    long topAddress() {
        return PageTable.address(top);
    }

    /** Pages in runs that are in use. */
    int usedPages() {
        return top - first - freePages;
    }

    /** Bytes that are in use, or were and have not been given back since, and the page table. */
    long committedBytes() {
        return PageTable.bytes(usedPages() + (long) dirtyPages)
                + ((long) top << PageTable.RECORD_SHIFT);
    }

    /** Tells the time; what was free all through a rest may be released now. */
    void tick(long nowMillis) {
        boolean setBack = nowMillis < restBegan;
        if (setBack || nowMillis - restBegan >= REST_MILLIS) {
            rested = setBack ? 0 : fewestDirty;
            fewestDirty = dirtyPages;
            restBegan = nowMillis;
            if (!hugePages && holes() <= usedPages() / (2 * HOLES_PART)) {
                hugePages = true;
                memory.hugePages(true);
            }
        }
    }

    /** Free pages between used ones that have no real memory. */
    private int holes() {
        return freePages - dirtyPages;
    }

    /** Lets {@link #release} give back whatever is free, however short a time it has been. */
    void endRest() {
        rested = dirtyPages;
    }

    /** Whether much has been free for a while, so that {@link #release} has something to give back. */
    boolean isReleaseDue() {
        return rested > 0 && dirtyPages > Math.max(KEPT_PAGES, usedPages() / KEPT_PART);
    }

    /** Gives real memory back in one small step, if that is due; returns whether there may be more to give. */
    boolean release() {
        if (!isReleaseDue()) {
            return false;
        }
        int page = releaseCursor < top ? releaseCursor : first;
        int pages = PageTable.pages(memory, page);
        if (PageTable.kind(memory, page) == PageTable.FREE) {
            int clean = PageTable.carved(memory, page);
            int some = Math.min(PAGES_PER_STEP, pages - clean);
            if (some > 0) {
                memory.release(PageTable.address(page + clean), PageTable.bytes(some));
                PageTable.putCarved(memory, page, clean + some);
                dirtyPages -= some;
                rested -= some;
                fewestDirty = Math.min(fewestDirty, dirtyPages);
                if (hugePages && holes() > Math.max(KEPT_PAGES, usedPages() / HOLES_PART)) {
                    hugePages = false;
                    memory.hugePages(false);
                }
                releaseCursor = page;
                return true;
            }
        }
        releaseCursor = page + pages;
        return true;
    }

    private int roomAtTop() {
        return end - top - (reserveOpen ? 0 : RESERVED_PAGES);
    }

    private void takeFree(int head, int pages) {
        int all = PageTable.pages(memory, head);
        int clean = PageTable.carved(memory, head);
        unlink(head, all);
        freePages -= pages;
        // The clean pages come first, so they are the first to go.
        dirtyPages -= Math.max(0, pages - clean);
        fewestDirty = Math.min(fewestDirty, dirtyPages);
        if (all > pages) {
            putFree(head + pages, all - pages, Math.max(0, clean - pages));
        }
    }

    /** Notes a run's length, and in its pages from this one on where its head is. */
    private void mark(int head, int from, int pages) {
        PageTable.putPages(memory, head, pages);
        for (int i = from; i < pages; i++) {
            PageTable.putInner(memory, head + i, i);
        }
    }

    /** Inside a run the cursor would read stale records. */
    private void keepCursorOnHead(int head, int pages) {
        if (releaseCursor > head && releaseCursor < head + pages) {
            releaseCursor = head;
        }
    }

    private void putFree(int head, int pages, int clean) {
        PageTable.putPages(memory, head, pages);
        PageTable.putKind(memory, head, PageTable.FREE);
        PageTable.putCarved(memory, head, clean);
        if (pages > 1) {
            // A neighbour that comes free looks only at the last page.
            PageTable.putInner(memory, head + pages - 1, pages - 1);
        }
        link(head, pages);
    }

    private void link(int head, int pages) {
        int list = listOf(pages);
        int next = heads[list];
        PageTable.putNext(memory, head, next);
        PageTable.putPrevious(memory, head, NONE);
        if (next != NONE) {
            PageTable.putPrevious(memory, next, head);
        }
        heads[list] = head;
        filled[list >>> 6] |= 1L << list;
    }

    private void unlink(int head, int pages) {
        int list = listOf(pages);
        int next = PageTable.next(memory, head);
        int previous = PageTable.previous(memory, head);
        if (next != NONE) {
            PageTable.putPrevious(memory, next, previous);
        }
        if (previous != NONE) {
            PageTable.putNext(memory, previous, next);
        } else {
            heads[list] = next;
            if (next == NONE) {
                filled[list >>> 6] &= ~(1L << list);
            }
        }
    }

    /** A run of at least this length among the first few of a list whose runs may be shorter. */
    private int fittingIn(int list, int pages) {
        int head = heads[list];
        for (int i = 0; i < 8 && head != NONE; i++) {
            if (PageTable.pages(memory, head) >= pages) {
                return head;
            }
            head = PageTable.next(memory, head);
        }
        return NONE;
    }

    private int firstFilled(int from) {
        for (int word = from >>> 6; word < filled.length; word++) {
            long bits = filled[word];
            if (word == from >>> 6) {
                bits &= -1L << from;
            }
            if (bits != 0) {
                return (word << 6) + Long.numberOfTrailingZeros(bits);
            }
        }
        return -1;
    }

    /** The list that holds runs of this length. */
    private static int listOf(int pages) {
        if (pages < EXACT) {
            return pages;
        }
        int log = 31 - Integer.numberOfLeadingZeros(pages);
        int step = (pages >>> (log - LOG_STEPS)) & (STEPS - 1);
        return EXACT + (log - LOG_EXACT) * STEPS + step;
    }

    /** The first list whose runs all have at least this length. */
    private static int listFitting(int pages) {
        int list = listOf(pages);
        if (pages < EXACT) {
            return list;
        }
        int log = 31 - Integer.numberOfLeadingZeros(pages);
        return (pages & ((1 << (log - LOG_STEPS)) - 1)) == 0 ? list : list + 1;
    }
}
