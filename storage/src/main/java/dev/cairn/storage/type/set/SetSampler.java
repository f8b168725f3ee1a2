// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.ScratchSet;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.time.RandomSource;
import dev.cairn.storage.type.packed.IntSet;
import dev.cairn.storage.type.packed.Listpack;

/** Draws members of a set, each with the same chance. */
public final class SetSampler {
    /** Below this part of all members, drawing and leaving out what was drawn before beats walking over them all. */
    private static final int WALKING_PART = 10;

    private final Database database;
    private final SetCursor cursor;
    private final StoredBytes member = new StoredBytes();

    SetSampler(Database database) {
        this.database = database;
        this.cursor = new SetCursor(database);
    }

    /** Whether so many of a set's members are better drawn on one way through it. */
    static boolean isMany(long count, long size) {
        return count > size / WALKING_PART;
    }

    /** Draws one member of a set, which {@link #member} shows. */
    public void pick(long entry) {
        Memory memory = database.keyspace().memory();
        switch (database.encoding(entry)) {
            case INTSET -> {
                long numbers = EntryLayout.valueAddress(memory, entry);
                int index = random().nextInt(IntSet.count(memory, numbers));
                member.setInteger(IntSet.at(memory, numbers, index));
            }
            case LISTPACK -> {
                long listpack = EntryLayout.valueAddress(memory, entry);
                int index = random().nextInt(Listpack.count(memory, listpack));
                Listpack.read(memory, Listpack.at(memory, listpack, index), member);
            }
            default -> EntryLayout.key(memory, pickElement(entry), member);
        }
    }

    /** The member that was drawn; good until the next change. */
    public StoredBytes member() {
        return member;
    }

    /** Shows this many different members, or all if there are not so many. */
    public void pickDifferent(long entry, long count, MemberVisitor visitor) {
        long size = database.sets().size(entry);
        if (!database.encoding(entry).isBig() || isMany(count, size)) {
            walk(entry, Math.min(count, size), size, visitor);
            return;
        }
        Memory memory = database.keyspace().memory();
        try (ScratchSet picked = database.keyspace().scratchSet(count)) {
            for (long missing = count; missing > 0; ) {
                long element = pickElement(entry);
                if (picked.add(element)) {
                    visitor.member(EntryLayout.key(memory, element, member));
                    missing--;
                }
            }
        }
    }

    /** Shows some of the members in their order: Knuth's selection sampling. */
    private void walk(long entry, long wanted, long size, MemberVisitor visitor) {
        long missing = wanted;
        cursor.start(entry);
        for (long left = size; missing > 0 && cursor.next(); left--) {
            if (missing == left || random().nextLong(left) < missing) {
                visitor.member(cursor.member());
                missing--;
            }
        }
    }

    private long pickElement(long entry) {
        Memory memory = database.keyspace().memory();
        return database.keyspace().elements().random(EntryLayout.root(memory, entry), random());
    }

    private RandomSource random() {
        return database.keyspace().random();
    }
}
