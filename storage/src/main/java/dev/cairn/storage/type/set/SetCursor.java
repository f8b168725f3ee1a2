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
    /** Members of a table lie anywhere: so many are fetched at once, so that the waiting for memory overlaps. */
    private static final int FETCHED_TOGETHER = 16;

    private final Memory memory;
    private final TableCursor table;
    private final StoredBytes member = new StoredBytes();
    private final long[] fetched = new long[FETCHED_TOGETHER];
    private int fetchedCount;
    private int fetchedAt;

    /** Keeps the loads that fetch members from being dropped as useless: it is not private, so somebody might look. */
    int seen;

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
            default -> {
                table.start(EntryLayout.root(memory, entry));
                fetchedCount = 0;
                fetchedAt = 0;
            }
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
            seen += memory.getByte(element);
        }
        return fetchedCount > 0;
    }
}
