// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

/** Where things stand in the leaves of a stream's trees, for whoever hands them over. */
public final class StreamLeaves {
    /** In a block: the master id, then the listpack. */
    public static final int BLOCK_LISTPACK = BlockLayout.LISTPACK;

    /** In a leaf of pending entries: how many there are, and the first one. */
    public static final int RECORD_COUNT = RecordTree.COUNT;

    public static final int RECORDS = RecordTree.RECORDS;

    private StreamLeaves() {}
}
