// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.memory.ByteSlice;

/**
 * Hears of what the keyspace removes by itself, so that the log can say it as a command.
 *
 * <p>It is called in the middle of an operation and must not use the keyspace. The slices are valid during the call.
 */
public interface KeyspaceListener {
    /** A key went. */
    void removed(int database, ByteSlice key, Removal why);

    /**
     * Fields of a hash expired and went; if they were its last, the key went with them and {@link #removed} is not
     * called for it.
     */
    void fieldsExpired(int database, ByteSlice key, ByteSlice[] fields, int count);
}
