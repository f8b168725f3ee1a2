// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.tree;

/** What a running snapshot wants to hear about the trees that it holds. */
public interface LeafWatch {
    /** The tree that the snapshot remembers by this record has lost its owner: the snapshot frees it when it has passed it. */
    void adoptTree(long record);
}
