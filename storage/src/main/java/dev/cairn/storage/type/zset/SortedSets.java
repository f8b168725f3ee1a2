// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.zset;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.ElementVisitor;
import dev.cairn.storage.table.ScoredTable;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * The sorted sets of one database, for reading; {@link #edit} changes them. Members are ordered by score, then by name.
 * That an entry is a sorted set is for the caller to see to.
 */
public final class SortedSets {
    private final Database database;
    private final PackedScores packed;
    private final SortedSetEdit edit;
    private final SortedSetCursor cursor;
    private final SortedSetSampler sampler;
    private final SortedSetBuilder builder;
    private final PackedElement wanted = new PackedElement();
    private final StoredBytes member = new StoredBytes();
    private final ShownElements shownElements = new ShownElements();

    public SortedSets(Database database) {
        this.database = database;
        this.packed = new PackedScores(database.keyspace().memory());
        this.edit = new SortedSetEdit(database, packed);
        this.cursor = new SortedSetCursor(database, packed);
        this.sampler = new SortedSetSampler(database);
        this.builder = new SortedSetBuilder(database.keyspace());
    }

    /** How many members there are. */
    public long length(long entry) {
        return isPacked(entry)
                ? packed.count(entry)
                : elements().count(EntryLayout.root(memory(), entry));
    }

    /** A member's score, NaN if there is no such member. */
    public double score(long entry, ByteSlice name) {
        long found = find(entry, name);
        if (found == 0) {
            return Double.NaN;
        }
        return isPacked(entry)
                ? packed.score(Listpack.next(memory(), found))
                : scored().score(found);
    }

    /** How many members stand before this one, -1 if there is no such member. */
    public long rank(long entry, ByteSlice name) {
        long found = find(entry, name);
        if (found == 0) {
            return -1;
        }
        return isPacked(entry)
                ? packed.rankOf(packed.listpack(entry), found)
                : scored().rank(EntryLayout.root(memory(), entry), found);
    }

    /** How many members have a score below this one, or not above it if {@code inclusive}. */
    public long below(long entry, double score, boolean inclusive) {
        return isPacked(entry)
                ? packed.below(packed.listpack(entry), score, inclusive)
                : scored().below(EntryLayout.root(memory(), entry), score, inclusive);
    }

    /** How many members have a name before this one, or not behind it if {@code inclusive}; all scores are alike. */
    public long below(long entry, ByteSlice name, boolean inclusive) {
        return isPacked(entry)
                ? packed.below(packed.listpack(entry), name, inclusive)
                : scored().below(EntryLayout.root(memory(), entry), name, inclusive);
    }

    /** The database's own walker, started so that the next member is the one that this many stand before. */
    public SortedSetCursor cursor(long entry, long rank) {
        return cursor.start(entry, rank);
    }

    /**
     * Shows some members on from a cursor, 0 to begin; returns the next cursor, 0 at the end; cursors are unsigned. A
     * member that is there from beginning to end is shown at least once. A listpack is shown whole.
     */
    public long scan(long entry, long from, int count, MemberVisitor visitor) {
        if (isPacked(entry)) {
            cursor.start(entry, 0);
            while (cursor.next()) {
                visitor.member(cursor.member(), cursor.score());
            }
            return 0;
        }
        shownElements.visitor = visitor;
        return elements().scan(EntryLayout.root(memory(), entry), from, count, shownElements);
    }

    /** Picks members at random, each with the same chance. */
    public SortedSetSampler sampler() {
        return sampler;
    }

    /** Takes up the sorted set under this key for changes; one object per database, good until it is taken up anew. */
    public SortedSetEdit edit(ByteSlice key) {
        return edit.open(key);
    }

    /** Builds a sorted set beside the keyspace; one object per database, which builds one at a time. */
    public SortedSetBuilder builder() {
        return builder;
    }

    /** Takes a listpack of members and scores as it is, or as a table if it has more members than a listpack may have. */
    public void loadPacked(ByteSlice key, ByteSlice blob, long expireAtMillis) {
        SortedSetBuilder.packed(database, key, blob, expireAtMillis);
    }

    /** The address of a member's pair or element, or 0. */
    private long find(long entry, ByteSlice name) {
        return isPacked(entry)
                ? Listpack.find(memory(), packed.listpack(entry), wanted.set(name), 2)
                : elements().find(EntryLayout.root(memory(), entry), name);
    }

    private boolean isPacked(long entry) {
        return database.encoding(entry) == Encoding.LISTPACK;
    }

    private ElementTable elements() {
        return database.keyspace().elements();
    }

    private ScoredTable scored() {
        return database.keyspace().scored();
    }

    private Memory memory() {
        return database.keyspace().memory();
    }

    /** Shows the elements that a scan passes to a visitor of members. */
    private final class ShownElements implements ElementVisitor {
        private MemberVisitor visitor;

        @Override
        public void element(long element) {
            visitor.member(EntryLayout.key(memory(), element, member), scored().score(element));
        }
    }
}
