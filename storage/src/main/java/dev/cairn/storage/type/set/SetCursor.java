// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementWalk;
import dev.cairn.storage.type.packed.IntSet;
import dev.cairn.storage.type.packed.Listpack;

/** Walks the members of a set that does not change meanwhile. */
public final class SetCursor {
    /** What no address is. */
    static final long UNKNOWN = -1;

    private final Memory memory;
    private final ElementWalk table;
    private final StoredBytes member = new StoredBytes();
    private final MemberText text = new MemberText();

    /** Sets in which members are looked up; 0 for a table that is no set yet. */
    private final long[] namedSets = new long[ElementWalk.MOST_TABLES];

    private Encoding encoding;
    private long packed;
    private long at;
    private long end;
    private long element;
    private int named;

    /** A walker for the sets of one database; {@link Sets#cursor} has one ready. */
    public SetCursor(Database database) {
        this.memory = database.keyspace().memory();
        this.table = new ElementWalk(database.keyspace().elements());
    }

    /** Starts before the first member. */
    public SetCursor start(long entry) {
        encoding = EntryLayout.encoding(memory, entry);
        element = 0;
        named = 0;
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

    /** Hears, right after the start, that members will be looked up in this table too: that memory is fetched with theirs. */
    public SetCursor lookingUpIn(long root) {
        return lookingUpIn(root, 0);
    }

    /** As {@link #lookingUpIn}, for a set. */
    public SetCursor lookingUpInSet(long entry) {
        return EntryLayout.isBig(memory, entry)
                ? lookingUpIn(EntryLayout.root(memory, entry), entry)
                : this;
    }

    private SetCursor lookingUpIn(long root, long entry) {
        if (encoding.isBig() && named < ElementWalk.MOST_TABLES) {
            namedSets[named++] = entry;
            table.lookingUpIn(root);
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

    /** The member at hand: one view, for all steps. */
    public StoredBytes member() {
        return element == 0 ? member : EntryLayout.key(memory, element, member);
    }

    /** The address of the member's element; 0 in a set that is no table. */
    long element() {
        return element;
    }

    /** As {@link ElementWalk#hash}; only in a set that is a table. */
    long hash() {
        return table.hash();
    }

    /** The same member's element in a set that was named, 0 if there is none, {@link #UNKNOWN} if that is to be looked up yet. */
    long foundIn(long entry) {
        for (int i = 0; i < named; i++) {
            if (namedSets[i] == entry) {
                return table.found(i);
            }
        }
        return UNKNOWN;
    }

    /** A copy of the member at hand, to look up elsewhere; good until the next copy. */
    public ByteSlice text() {
        ByteSlice copy = text.copy(member());
        if (encoding.isBig()) {
            copy.knownHash(table.hash());
        }
        return copy;
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
        element = table.next();
        return element != 0;
    }
}
