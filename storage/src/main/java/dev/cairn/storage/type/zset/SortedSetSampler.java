// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.zset;

import dev.cairn.storage.Database;
import dev.cairn.storage.memory.ScratchSet;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.time.RandomSource;

/** Picks members of a sorted set at random, each with the same chance, by drawing places in the order. */
public final class SortedSetSampler {
    /** Below this part of all members, drawing places and leaving out repeated ones beats passing all. */
    private static final int PASSING_PART = 3;

    private final Database database;
    private final SortedSetCursor cursor;

    SortedSetSampler(Database database) {
        this.database = database;
        this.cursor = new SortedSetCursor(database);
    }

    /** Picks one member, which {@link #member} and {@link #score} show. */
    public void pick(long entry) {
        long length = database.sortedSets().length(entry);
        cursor.start(entry, random().nextLong(length)).next();
    }

    public StoredBytes member() {
        return cursor.member();
    }

    public double score() {
        return cursor.score();
    }

    /** Shows this many different members, or all if there are not so many. */
    public void pickDifferent(long entry, long count, MemberVisitor visitor) {
        long length = database.sortedSets().length(entry);
        if (count * PASSING_PART < length && count <= Integer.MAX_VALUE) {
            drawPlaces(entry, (int) count, length, visitor);
            return;
        }
        // Knuth's selection sampling.
        long missing = Math.min(count, length);
        cursor.start(entry, 0);
        for (long left = length; missing > 0 && cursor.next(); left--) {
            if (random().nextLong(left) < missing) {
                visitor.member(cursor.member(), cursor.score());
                missing--;
            }
        }
    }

    private void drawPlaces(long entry, int count, long length, MemberVisitor visitor) {
        try (ScratchSet drawn = database.keyspace().scratchSet(count)) {
            for (int missing = count; missing > 0; ) {
                long place = random().nextLong(length);
                if (drawn.add(place)) {
                    cursor.start(entry, place).next();
                    visitor.member(cursor.member(), cursor.score());
                    missing--;
                }
            }
        }
    }

    private RandomSource random() {
        return database.keyspace().random();
    }
}
