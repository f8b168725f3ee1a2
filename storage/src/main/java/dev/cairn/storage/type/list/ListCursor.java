// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.tree.LeafPath;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.PackedElement;

/** Walks the elements of a list that does not change meanwhile, from any of them towards either end. */
public final class ListCursor {
    private final Database database;
    private final LeafTree tree;
    private final LeafPath path = new LeafPath();
    private final StoredBytes value = new StoredBytes();
    private boolean packed;
    private boolean forward;
    private boolean started;
    private long listpack;
    private long end;
    private long at;

    /** A walker for the lists of one database; {@link Lists#cursor} has one ready. */
    public ListCursor(Database database) {
        this.database = database;
        this.tree = database.keyspace().trees();
    }

    /**
     * Starts so that the first step leads to the element with this index, which must exist.
     *
     * @param towardsTail whether each step leads to the next element, or to the one before
     */
    public ListCursor start(long entry, long index, boolean towardsTail) {
        forward = towardsTail;
        started = false;
        packed = database.encoding(entry) == Encoding.LISTPACK;
        if (packed) {
            open(EntryLayout.valueAddress(memory(), entry));
            at = place((int) index);
        } else {
            open(tree.seek(EntryLayout.root(memory(), entry), index, path));
            at = place((int) path.offset());
        }
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
            return at != end || nextListpack();
        }
        if (at == Listpack.first(listpack)) {
            return previousListpack();
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

    private boolean nextListpack() {
        long next = packed ? 0 : tree.next(path);
        if (next == 0) {
            return false;
        }
        open(next);
        at = Listpack.first(listpack);
        return true;
    }

    private boolean previousListpack() {
        long previous = packed ? 0 : tree.previous(path);
        if (previous == 0) {
            return false;
        }
        open(previous);
        at = Listpack.previous(memory(), end);
        return true;
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
