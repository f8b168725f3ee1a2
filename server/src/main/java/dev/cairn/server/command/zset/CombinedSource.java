// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementWalk;
import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.zset.SortedSetCursor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One of the keys that are combined: a sorted set, a set whose members all have the score 1, or nothing. Its members are
 * walked in no order: what comes of them is put in order in the end.
 */
final class CombinedSource {
    /** Shorter ones first; those of one length stay in their order. */
    static final Comparator<CombinedSource> BY_LENGTH =
            Comparator.comparingLong(CombinedSource::length);

    private final Database database;
    private final long entry;
    private final boolean isSet;
    private final boolean isTable;

    // The walker of what it is; the others are null.
    private final SortedSetCursor cursor;
    private final SetCursor setCursor;
    private final ElementWalk table;
    private final StoredBytes name = new StoredBytes();
    private long element;
    private final ByteSlice member = new ByteSlice();
    private byte[] memberBytes = new byte[64];
    private double weight = 1;

    private CombinedSource(Database database, long entry) {
        this.database = database;
        this.entry = entry;
        this.isSet = entry != 0 && database.type(entry) == ValueType.SET;
        this.isTable = entry != 0 && !isSet && database.encoding(entry).isBig();
        this.cursor = isSet || isTable ? null : new SortedSetCursor(database);
        this.setCursor = isSet ? new SetCursor(database) : null;
        this.table = isTable ? new ElementWalk(database.keyspace().elements()) : null;
    }

    /** The number of keys at this index, which have to be there. */
    static int countOrReply(CommandContext context, int index) {
        long keys = context.longOrReply(index);
        if (context.refused()) {
            return 0;
        }
        if (keys < 1) {
            context.refuse(
                    "ERR at least 1 input key is needed for '"
                            + context.command().fullName()
                            + "' command");
        } else if (keys > context.argc() - index - 1) {
            context.refuse(ReplyError.SYNTAX);
        }
        return (int) Math.min(keys, Integer.MAX_VALUE);
    }

    /** The sources that these keys name; refused where one holds something else. */
    static List<CombinedSource> findOrReply(CommandContext context, int first, int count) {
        List<CombinedSource> sources = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            long entry = context.database().find(context.arg(i));
            ValueType type = entry == 0 ? null : context.database().type(entry);
            if (entry != 0 && type != ValueType.ZSET && type != ValueType.SET) {
                context.refuse(ReplyError.WRONG_TYPE);
                return sources;
            }
            sources.add(new CombinedSource(context.database(), entry));
        }
        return sources;
    }

    void weight(double newWeight) {
        weight = newWeight;
    }

    long length() {
        if (entry == 0) {
            return 0;
        }
        return isSet ? database.sets().size(entry) : database.sortedSets().length(entry);
    }

    /** Whether both are one key. */
    boolean sameAs(CombinedSource other) {
        return entry == other.entry;
    }

    void start() {
        if (isTable) {
            table.start(EntryLayout.root(database.keyspace().memory(), entry));
        } else if (isSet) {
            setCursor.start(entry);
        } else if (entry != 0) {
            cursor.start(entry, 0);
        }
    }

    /** Starts a walk whose members will be looked up in these sources, but for this one. */
    void start(List<CombinedSource> others) {
        start();
        for (CombinedSource other : others) {
            if (!sameAs(other)) {
                other.lookedUpBy(this);
            }
        }
    }

    /** Hears, right after the start, that members will be looked up in this table too. */
    void lookingUpIn(long root) {
        if (isTable) {
            table.lookingUpIn(root);
        } else if (isSet) {
            setCursor.lookingUpIn(root);
        }
    }

    private void lookedUpBy(CombinedSource walking) {
        if (entry != 0 && database.encoding(entry).isBig()) {
            walking.lookingUpIn(EntryLayout.root(database.keyspace().memory(), entry));
        }
    }

    boolean next() {
        if (isTable) {
            element = table.next();
            return element != 0;
        }
        return entry != 0 && (isSet ? setCursor.next() : cursor.next());
    }

    /** The member that the walk has come to, good until it goes on. */
    ByteSlice member() {
        if (isSet) {
            return setCursor.text();
        }
        StoredBytes bytes =
                isTable
                        ? EntryLayout.key(database.keyspace().memory(), element, name)
                        : cursor.member();
        if (memberBytes.length < bytes.length()) {
            memberBytes = new byte[bytes.length()];
        }
        bytes.copyTo(memberBytes, 0);
        member.set(memberBytes, 0, bytes.length());
        if (isTable) {
            member.knownHash(table.hash());
        }
        return member;
    }

    /** The score with the weight; infinity times zero is taken to be nothing. */
    double score() {
        double product = times(plainScore());
        return Double.isNaN(product) ? 0 : product;
    }

    double plainScore() {
        if (isTable) {
            return database.keyspace().scored().score(element);
        }
        return isSet ? 1 : cursor.score();
    }

    /** Another member's score, NaN if there is no such member. */
    double scoreOf(ByteSlice name) {
        if (isSet) {
            return database.sets().contains(entry, name) ? 1 : Double.NaN;
        }
        return entry == 0 ? Double.NaN : database.sortedSets().score(entry, name);
    }

    double times(double score) {
        return weight * score;
    }
}
