// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

/**
 * Walks a collection that does not change meanwhile, and looks its elements up in others: some at once, so that the waits for
 * memory overlap. All tables are in the order of one hash, so the lookups go through the others in order too. Elements may
 * come into the others meanwhile if they have the name of one that has been passed. Reused from walk to walk.
 */
public final class ElementWalk {
    private static final int FETCHED_TOGETHER = 32;

    /** More tables than these are not looked into ahead: most elements are told apart by the first. */
    public static final int MOST_TABLES = 2;

    private final ElementTable elements;
    private final TableCursor cursor;
    private final long[] fetched = new long[FETCHED_TOGETHER];
    private final long[] hashes = new long[FETCHED_TOGETHER];
    private final long[] lookedUpIn = new long[MOST_TABLES];
    private final long[][] found = new long[MOST_TABLES][FETCHED_TOGETHER];
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

    /** The element with the same name in a table of which it was heard first, or second; 0 if there is none. */
    public long found(int table) {
        return found[table][at - 1];
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
            elements.findAll(lookedUpIn[i], fetched, hashes, count, found[i]);
        }
        return count > 0;
    }
}
