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
    private final Memory memory;
    private final ElementWalk table;
    private final StoredBytes member = new StoredBytes();
    private final MemberText text = new MemberText();
    private Encoding encoding;
    private long packed;
    private long at;
    private long end;

    /** A walker for the sets of one database; {@link Sets#cursor} has one ready. */
    public SetCursor(Database database) {
        this.memory = database.keyspace().memory();
        this.table = new ElementWalk(database.keyspace().elements());
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

    /** Hears, right after the start, that members will be looked up in this table too: that memory is fetched with theirs. */
    public SetCursor lookingUpIn(long root) {
        if (encoding.isBig()) {
            table.lookingUpIn(root);
        }
        return this;
    }

    /** As {@link #lookingUpIn}, for a set. */
    public SetCursor lookingUpInSet(long entry) {
        return EntryLayout.encoding(memory, entry).isBig()
                ? lookingUpIn(EntryLayout.root(memory, entry))
                : this;
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

    /** As {@link ElementWalk#foundIn}. */
    long foundIn(long root) {
        return encoding.isBig() ? table.foundIn(root) : ElementWalk.UNKNOWN;
    }

    /** A copy of the member at hand, to look up elsewhere; good until the next copy. */
    public ByteSlice text() {
        ByteSlice copy = text.copy(member);
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
        long element = table.next();
        if (element == 0) {
            return false;
        }
        EntryLayout.key(memory, element, member);
        return true;
    }
}
