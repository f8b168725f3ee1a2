// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

/**
 * Walks a collection that does not change meanwhile and whose elements are looked up in others: for some at once it fetches
 * what these lookups will read, so that the waits for memory overlap. All tables are in the order of one hash, so the
 * lookups go through the others in order too. Reused from walk to walk.
 */
public final class ElementWalk {
    private static final int FETCHED_TOGETHER = 16;

    /** More tables than these are not read ahead for: most elements are told apart by the first. */
    private static final int MOST_TABLES = 2;

    private final ElementTable elements;
    private final TableCursor cursor;
    private final long[] fetched = new long[FETCHED_TOGETHER];
    private final long[] hashes = new long[FETCHED_TOGETHER];
    private final long[] lookedUpIn = new long[MOST_TABLES];
    private int tables;
    private int count;
    private int at;

    public ElementWalk(ElementTable elements) {
        this.elements = elements;
        this.cursor = elements.cursor();
    }

    /** Starts before the first element. */
    public ElementWalk start(long root) {
        cursor.start(root);
        tables = 0;
        count = 0;
        at = 0;
        return this;
    }

    /** Hears, right after the start, that the elements will be looked up in this table too. */
    public void lookingUpIn(long root) {
        if (tables < MOST_TABLES) {
            lookedUpIn[tables++] = root;
        }
    }

    /** The next element's address, or 0 at the end. */
    public long next() {
        if (at == count && !fetch()) {
            return 0;
        }
        return fetched[at++];
    }

    /** The hash of the name of the element at hand; 0 where it is not known, for nothing is looked up. */
    public long hash() {
        return tables > 0 ? hashes[at - 1] : 0;
    }

    private boolean fetch() {
        at = 0;
        count = 0;
        while (count < FETCHED_TOGETHER) {
            long element = cursor.next();
            if (element == 0) {
                break;
            }
            fetched[count++] = element;
        }
        if (tables > 0) {
            elements.hashes(fetched, count, hashes);
        }
        for (int i = 0; i < tables; i++) {
            elements.prefetch(lookedUpIn[i], hashes, count);
        }
        return count > 0;
    }
}
