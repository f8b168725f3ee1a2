// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.PackedElement;

/** Walks the elements of a list that does not change meanwhile, from any of them towards either end. */
public final class ListCursor {
    private final Database database;
    private final StoredBytes value = new StoredBytes();
    private boolean forward;
    private boolean started;
    private long listpack;
    private long end;
    private long at;

    /** A walker for the lists of one database; {@link Lists#cursor} has one ready. */
    public ListCursor(Database database) {
        this.database = database;
    }

    /**
     * Starts so that the first step leads to the element with this index, which must exist.
     *
     * @param towardsTail whether each step leads to the next element, or to the one before
     */
    public ListCursor start(long entry, long index, boolean towardsTail) {
        forward = towardsTail;
        started = false;
        open(EntryLayout.valueAddress(memory(), entry));
        at = place((int) index);
        return this;
    }

    /** Moves to the next element; false at the end. */
    public boolean next() {
        if (!started) {
            started = true;
            return true;
        }
        if (forward) {
            at = Listpack.next(memory(), at);
            return at != end;
        }
        if (at == Listpack.first(listpack)) {
            return false;
        }
        at = Listpack.previous(memory(), at);
        return true;
    }

    /** The element: one view per cursor, good until the next step or change. */
    public StoredBytes value() {
        return Listpack.read(memory(), at, value);
    }

    /** Whether the element has this text. */
    public boolean matches(PackedElement wanted) {
        return Listpack.equals(memory(), at, wanted);
    }

    private void open(long newListpack) {
        listpack = newListpack;
        end = Listpack.end(memory(), listpack);
    }

    /** The address of the element with this index in the listpack, sought from the nearer end. */
    private long place(int index) {
        int count = Listpack.count(memory(), listpack);
        if (index <= count >>> 1) {
            return Listpack.at(memory(), listpack, index);
        }
        long place = end;
        for (int i = count; i > index; i--) {
            place = Listpack.previous(memory(), place);
        }
        return place;
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}
