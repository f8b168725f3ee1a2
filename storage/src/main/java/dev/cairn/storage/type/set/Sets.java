// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.ElementVisitor;
import dev.cairn.storage.type.packed.IntSet;
import dev.cairn.storage.type.packed.IntSetReader;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackReader;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * The sets of one database, for reading; {@link #edit} and {@link #builder} change them. That an entry is a set is for
 * the caller to see to.
 */
public final class Sets {
    private final Database database;
    private final SetEdit edit;
    private final SetCursor cursor;
    private final SetSampler sampler;
    private final SetBuilder builder;
    private final PackedElement wanted = new PackedElement();
    private final MemberText text = new MemberText();
    private final StoredBytes shown = new StoredBytes();
    private final ShownElements shownElements = new ShownElements();

    public Sets(Database database) {
        this.database = database;
        this.edit = new SetEdit(database);
        this.cursor = new SetCursor(database);
        this.sampler = new SetSampler(database);
        this.builder = new SetBuilder(database.keyspace());
    }

    /** How many members there are. */
    public long size(long entry) {
        return switch (database.encoding(entry)) {
            case INTSET -> IntSet.count(memory(), EntryLayout.valueAddress(memory(), entry));
            case LISTPACK -> Listpack.count(memory(), EntryLayout.valueAddress(memory(), entry));
            default -> elements().count(EntryLayout.root(memory(), entry));
        };
    }

    public boolean contains(long entry, ByteSlice member) {
        return switch (database.encoding(entry)) {
            case INTSET ->
                    SetLimits.isNumber(member)
                            && IntSet.contains(
                                    memory(),
                                    EntryLayout.valueAddress(memory(), entry),
                                    SetLimits.number(member));
            case LISTPACK ->
                    Listpack.find(
                                    memory(),
                                    EntryLayout.valueAddress(memory(), entry),
                                    wanted.set(member),
                                    1)
                            != 0;
            default -> elements().find(EntryLayout.root(memory(), entry), member) != 0;
        };
    }

    /** Whether the member at which a walk through another set stands is one of this set's as well. */
    public boolean contains(long entry, SetCursor walk) {
        long found = walk.foundIn(entry);
        if (found != SetCursor.UNKNOWN) {
            return found != 0;
        }
        if (database.encoding(entry) == Encoding.INTSET && walk.member().isInteger()) {
            long numbers = EntryLayout.valueAddress(memory(), entry);
            return IntSet.contains(memory(), numbers, walk.member().integer());
        }
        return contains(entry, walk.text());
    }

    /** The database's own walker, started before the first member. */
    public SetCursor cursor(long entry) {
        return cursor.start(entry);
    }

    /**
     * Shows some members on from a cursor, 0 to begin; returns the next cursor, 0 at the end; cursors are unsigned. A
     * member that is there from beginning to end is shown at least once. A packed set is shown whole.
     */
    public long scan(long entry, long from, int count, MemberVisitor visitor) {
        if (!database.encoding(entry).isBig()) {
            cursor.start(entry);
            while (cursor.next()) {
                visitor.member(cursor.member());
            }
            return 0;
        }
        shownElements.visitor = visitor;
        return elements().scan(EntryLayout.root(memory(), entry), from, count, shownElements);
    }

    /** Draws members at random. */
    public SetSampler sampler() {
        return sampler;
    }

    /** Takes up the set under this key for changes; one object per database, good until it is taken up anew. */
    public SetEdit edit(ByteSlice key) {
        return edit.open(key);
    }

    /** Builds a set beside the database; one object per database. */
    public SetBuilder builder() {
        return builder;
    }

    /** Takes a listpack or an intset as it is, or as a table if it has more members than such a one may have. */
    public void loadPacked(ByteSlice key, Encoding encoding, ByteSlice blob, long expireAtMillis) {
        if (encoding == Encoding.INTSET) {
            IntSetReader reader = new IntSetReader();
            reader.set(blob.array(), blob.offset(), blob.length());
            if (!edit.limits().holds(encoding, reader.count())) {
                builder.begin(Encoding.HASHTABLE);
                while (reader.next()) {
                    builder.add(text.of(reader.value()));
                }
                builder.store(database, key, expireAtMillis);
                return;
            }
        } else if (hasTooMany(blob)) {
            ListpackReader reader = new ListpackReader();
            reader.set(blob.array(), blob.offset(), blob.length());
            builder.begin(Encoding.HASHTABLE);
            while (reader.next()) {
                builder.add(ByteSlice.of(reader.toBytes()));
            }
            builder.store(database, key, expireAtMillis);
            return;
        }
        long entry = database.create(key, ValueType.SET, encoding, blob.length(), expireAtMillis);
        memory().copyIn(blob, EntryLayout.valueAddress(memory(), entry));
    }

    private boolean hasTooMany(ByteSlice blob) {
        ListpackReader reader = new ListpackReader();
        reader.set(blob.array(), blob.offset(), blob.length());
        while (reader.next()) {
            // Only the count is wanted.
        }
        return !edit.limits().holds(Encoding.LISTPACK, reader.seen());
    }

    private ElementTable elements() {
        return database.keyspace().elements();
    }

    private Memory memory() {
        return database.keyspace().memory();
    }

    /** Shows the elements that a scan passes to a visitor of members. */
    private final class ShownElements implements ElementVisitor {
        private MemberVisitor visitor;

        @Override
        public void element(long element) {
            visitor.member(EntryLayout.key(memory(), element, shown));
        }
    }
}
