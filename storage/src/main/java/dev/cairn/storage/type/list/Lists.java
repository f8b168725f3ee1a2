// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.type.packed.Listpack;

/**
 * The lists of one database. Methods that take an entry read it; changes go through a {@link ListEdit}.
 *
 * <p>That a key holds a list is for the caller to see to.
 */
public final class Lists {
    private final Database database;
    private final ListCursor cursor;
    private final ListEdit edit;
    private final ListEdit target;

    public Lists(Database database) {
        this.database = database;
        this.cursor = new ListCursor(database);
        this.edit = new ListEdit(database);
        this.target = new ListEdit(database);
    }

    /** How many elements the list has. */
    public long length(long entry) {
        Memory memory = database.keyspace().memory();
        return database.encoding(entry) == Encoding.LISTPACK
                ? Listpack.count(memory, EntryLayout.valueAddress(memory, entry))
                : database.keyspace().trees().count(EntryLayout.root(memory, entry));
    }

    /**
     * The database's own walker, started so that its first step leads to the element with this index, which must exist.
     *
     * @param towardsTail whether each step leads to the next element, or to the one before
     */
    public ListCursor cursor(long entry, long index, boolean towardsTail) {
        return cursor.start(entry, index, towardsTail);
    }

    /** Takes up the list under this key for changes; one object per database, good until it is taken up anew. */
    public ListEdit edit(ByteSlice key) {
        return edit.open(key);
    }

    /** As {@link #edit}, for the second list of a command that changes two. */
    public ListEdit target(ByteSlice key) {
        return target.open(key);
    }
}
