// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.TableCursor;
import dev.cairn.storage.type.packed.IntSet;
import dev.cairn.storage.type.packed.Listpack;

/** Walks the members of a set that does not change meanwhile. */
public final class SetCursor {
    private final Memory memory;
    private final TableCursor table;
    private final StoredBytes member = new StoredBytes();
    private Encoding encoding;
    private long packed;
    private long at;
    private long end;

    /** A walker for the sets of one database; {@link Sets#cursor} has one ready. */
    public SetCursor(Database database) {
        this.memory = database.keyspace().memory();
        this.table = database.keyspace().elements().cursor();
    }

    /** Starts before the first member. */
    public SetCursor start(long entry) {
        encoding = EntryLayout.encoding(memory, entry);
        switch (encoding) {
            case INTSET -> {
                packed = EntryLayout.valueAddress(memory, entry);
                at = 0;
                end = IntSet.count(memory, packed);
            }
            case LISTPACK -> {
                packed = EntryLayout.valueAddress(memory, entry);
                at = Listpack.first(packed);
                end = Listpack.end(memory, packed);
            }
            default -> table.start(EntryLayout.root(memory, entry));
        }
        return this;
    }

    /** Moves to the next member; false at the end. */
    public boolean next() {
        return switch (encoding) {
            case INTSET -> nextNumber();
            case LISTPACK -> nextPacked();
            default -> nextElement();
        };
    }

    /** The member at hand: one view, set anew by each step. */
    public StoredBytes member() {
        return member;
    }

    private boolean nextNumber() {
        if (at == end) {
            return false;
        }
        member.setInteger(IntSet.at(memory, packed, (int) at++));
        return true;
    }

    private boolean nextPacked() {
        if (at == end) {
            return false;
        }
        Listpack.read(memory, at, member);
        at = Listpack.next(memory, at);
        return true;
    }

    private boolean nextElement() {
        long element = table.next();
        if (element == 0) {
            return false;
        }
        EntryLayout.key(memory, element, member);
        return true;
    }
}
