// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.Memory;

/**
 * Some elements of a collection that are about to be removed, or moved.
 *
 * <p>An element lies anywhere, and so does the group that refers to it. So both are read for all of them first, in loops
 * that do nothing else: then the processor waits for many reads at once.
 */
public final class ElementBatch {
    /** The most elements: as many as a leaf of an order has, and more. */
    public static final int MOST = 64;

    private final ElementTable table;
    private final SwissTable places;
    private final Memory memory;
    private final long[] elements = new long[MOST];
    private final long[] hashes = new long[MOST];
    private int count;

    // Written so that the compiler cannot leave out the reads that fetch memory.
    @SuppressWarnings("UnusedVariable")
    private long touched;

    ElementBatch(ElementTable table, SwissTable places) {
        this.table = table;
        this.places = places;
        this.memory = places.memory();
    }

    /** Where the caller puts the elements. */
    public long[] elements() {
        return elements;
    }

    /** Takes up the first elements, and lets a running snapshot have them as they are; if that fails none has changed. */
    public void prepare(long root, int newCount) {
        fetch(root, newCount);
        for (int i = 0; i < count; i++) {
            table.beforeChange(root, elements[i], hashes[i]);
        }
    }

    /** Takes up the first elements, of which the snapshot need not know. */
    void fetch(long root, int newCount) {
        count = newCount;
        long sum = 0;
        memory.fetch(elements, count, Memory.SHORT_REACH);
        for (int i = 0; i < count; i++) {
            hashes[i] = places.hashOf(elements[i]);
        }
        for (int i = 0; i < count; i++) {
            sum += places.fetchHome(root, hashes[i]);
        }
        touched += sum;
    }

    /** One of the elements lies elsewhere now. */
    void moved(long root, int index, long made) {
        places.replace(root, hashes[index], elements[index], made);
    }

    /** Removes the elements that were taken up. */
    public void remove(long root) {
        for (int i = 0; i < count; i++) {
            removeOne(root, i);
        }
    }

    /** Removes one of the elements that were taken up. */
    public void removeOne(long root, int index) {
        table.removeTold(root, elements[index], hashes[index]);
    }
}
