// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/**
 * Has real memory at hand before the owner of a region fills it, for as long as data are loaded: the machine takes as long
 * to clear a new page as the owner to fill it, and another thread can wait for that.
 */
public final class MemoryAhead {
    /** Memory that may turn out not to be needed: so much, or this part of what is in use. */
    private static final long MOST_BYTES = 16L << 20;

    private static final int PART = 8;

    private final Memory memory;
    private final PageRuns runs;
    private volatile long top;
    private long taken;

    MemoryAhead(Memory memory, PageRuns runs) {
        this.memory = memory;
        this.runs = runs;
        this.top = runs.topAddress();
    }

    /** Notes how much is in use now; belongs to the owner. */
    public void note() {
        top = runs.topAddress();
    }

    /** Takes some memory beyond what was in use when that was noted last; belongs to the other thread. */
    public void take() {
        long used = top;
        long some = Math.min((used - runs.firstAddress()) / PART, MOST_BYTES);
        long end = Math.min(used + some, memory.bytes()) & -Region.ALIGNMENT;
        long from = Math.max(taken, used & -Region.ALIGNMENT);
        if (from < end) {
            memory.populate(from, end - from);
            taken = end;
        }
    }
}
