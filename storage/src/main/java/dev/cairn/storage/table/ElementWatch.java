// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

/** What a running snapshot wants to hear about the elements of big collections. */
public interface ElementWatch {
    /** An element of a collection that the snapshot remembers is about to change or to go. */
    void beforeChange(long root, long element, long hash);

    /** Whether the snapshot has still to pass this hash in a collection that it remembers. */
    boolean isAhead(long root, long hash);

    /** A collection that the snapshot remembers has lost its owner; returns whether the snapshot will free it. */
    boolean adopt(long root);
}
