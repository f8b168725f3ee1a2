// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.zset;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ScoredTable;
import dev.cairn.storage.tree.ScoreCursor;
import dev.cairn.storage.type.packed.Listpack;

/** Walks the members of a sorted set that does not change meanwhile, forwards or backwards from a place in its order. */
public final class SortedSetCursor {
    private final Database database;
    private final PackedScores scores;
    private final ScoreCursor tree;
    private final StoredBytes member = new StoredBytes();
    private boolean packed;
    private long at;
    private long first;
    private long end;
    private double score;

    /** A walker for the sorted sets of one database; {@link SortedSets#cursor} has one ready. */
    public SortedSetCursor(Database database) {
        this(database, new PackedScores(database.keyspace().memory()));
    }

    SortedSetCursor(Database database, PackedScores scores) {
        this.database = database;
        this.scores = scores;
        this.tree = scored().cursor();
    }

    /** Starts so that the next member, in either direction, is the one that this many stand before. */
    public SortedSetCursor start(long entry, long rank) {
        packed = database.encoding(entry) == Encoding.LISTPACK;
        if (packed) {
            long listpack = scores.listpack(entry);
            first = Listpack.first(listpack);
            end = Listpack.end(memory(), listpack);
            at = rank >= 0 && rank < scores.count(entry) ? scores.at(listpack, rank) : 0;
        } else {
            scored().start(tree, EntryLayout.root(memory(), entry), rank);
        }
        return this;
    }

    /** Moves on to the next member; false at the end. */
    public boolean next() {
        if (!packed) {
            return show(tree.next());
        }
        if (at == 0) {
            return false;
        }
        showPair();
        at = scores.behind(at);
        at = at == end ? 0 : at;
        return true;
    }

    /** Moves on to the previous member; false at the beginning. */
    public boolean previous() {
        if (!packed) {
            return show(tree.previous());
        }
        if (at == 0) {
            return false;
        }
        showPair();
        at = at == first ? 0 : Listpack.previous(memory(), Listpack.previous(memory(), at));
        return true;
    }

    /** Moves on in either direction. */
    public boolean step(boolean backwards) {
        return backwards ? previous() : next();
    }

    public StoredBytes member() {
        return member;
    }

    public double score() {
        return score;
    }

    private void showPair() {
        Listpack.read(memory(), at, member);
        score = scores.score(Listpack.next(memory(), at));
    }

    private boolean show(long element) {
        if (element == 0) {
            return false;
        }
        EntryLayout.key(memory(), element, member);
        score = scored().score(element);
        return true;
    }

    private ScoredTable scored() {
        return database.keyspace().scored();
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}
