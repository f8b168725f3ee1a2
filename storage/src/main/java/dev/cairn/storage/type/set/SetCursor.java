// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.TableCursor;
import dev.cairn.storage.type.packed.IntSet;
import dev.cairn.storage.type.packed.Listpack;

/** Walks the members of a set that does not change meanwhile. */
public final class SetCursor {
    /** Members are looked up elsewhere: for so many at once what that reads is fetched, so that the waiting for memory overlaps. */
    private static final int FETCHED_TOGETHER = 16;

    /** More tables than these are not read ahead for: most members are told apart by the first. */
    private static final int MOST_TABLES = 2;

    private final Memory memory;
    private final ElementTable elements;
    private final TableCursor table;
    private final StoredBytes member = new StoredBytes();
    private final MemberText text = new MemberText();
    private final long[] fetched = new long[FETCHED_TOGETHER];
    private int fetchedCount;
    private int fetchedAt;
    private final long[] hashes = new long[FETCHED_TOGETHER];
    private final long[] lookedUpIn = new long[MOST_TABLES];
    private int tables;

    private Encoding encoding;
    private long packed;
    private long at;
    private long end;

    /** A walker for the sets of one database; {@link Sets#cursor} has one ready. */
    public SetCursor(Database database) {
        this.memory = database.keyspace().memory();
        this.elements = database.keyspace().elements();
        this.table = elements.cursor();
    }

    /** Starts before the first member. */
    public SetCursor start(long entry) {
        encoding = EntryLayout.encoding(memory, entry);
        tables = 0;
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
            default -> {
                table.start(EntryLayout.root(memory, entry));
                fetchedCount = 0;
                fetchedAt = 0;
            }
        }
        return this;
    }

    /** Hears, right after the start, that members will be looked up in this table too: that memory is fetched with theirs. */
    SetCursor lookingUpIn(long root) {
        if (tables < MOST_TABLES) {
            lookedUpIn[tables++] = root;
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

    /** A copy of the member at hand, to look up elsewhere; good until the next copy. */
    public ByteSlice text() {
        ByteSlice copy = text.copy(member);
        if (tables > 0 && encoding.isBig()) {
            copy.knownHash(hashes[fetchedAt - 1]);
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
        if (fetchedAt == fetchedCount && !fetch()) {
            return false;
        }
        EntryLayout.key(memory, fetched[fetchedAt++], member);
        return true;
    }

    private boolean fetch() {
        fetchedAt = 0;
        fetchedCount = 0;
        while (fetchedCount < FETCHED_TOGETHER) {
            long element = table.next();
            if (element == 0) {
                break;
            }
            fetched[fetchedCount++] = element;
        }
        if (tables > 0) {
            elements.hashes(fetched, fetchedCount, hashes);
        }
        for (int i = 0; i < tables; i++) {
            elements.prefetch(lookedUpIn[i], hashes, fetchedCount);
        }
        return fetchedCount > 0;
    }
}
