// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.ScratchSet;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.time.RandomSource;
import dev.cairn.storage.type.packed.Listpack;

/** Picks fields of a hash at random, each with the same chance. Fields that are due are never picked. */
public final class HashSampler {
    /** Where due fields are so many that this many picks in a row hit one, all are walked over instead. */
    private static final int PICKS_BEFORE_WALKING = 100;

    /** Below this part of all fields, picking and leaving out what was picked before beats walking over them all. */
    private static final int WALKING_PART = 10;

    private final Database database;
    private final HashCursor cursor;
    private final StoredBytes field = new StoredBytes();
    private final StoredBytes value = new StoredBytes();

    HashSampler(Database database) {
        this.database = database;
        this.cursor = new HashCursor(database);
    }

    /** Picks one field, which {@link #field} and {@link #value} show; false if there is none. */
    public boolean pick(long entry) {
        if (isPacked(entry)) {
            long listpack = EntryLayout.valueAddress(memory(), entry);
            int index = random().nextInt(Listpack.count(memory(), listpack) / 2);
            long name = Listpack.at(memory(), listpack, 2 * index);
            Listpack.read(memory(), name, field);
            Listpack.read(memory(), Listpack.next(memory(), name), value);
            return true;
        }
        long element = pickElement(entry);
        if (element == 0) {
            return false;
        }
        show(element);
        return true;
    }

    public StoredBytes field() {
        return field;
    }

    public StoredBytes value() {
        return value;
    }

    /** Shows this many different fields, or all if there are not so many; returns how many were shown. */
    public int pickDifferent(long entry, long count, FieldVisitor visitor) {
        int visible = database.hashes().visibleLength(entry);
        if (count >= visible) {
            return showAll(entry, visitor);
        }
        int wanted = (int) count;
        if (isPacked(entry) || (long) wanted * WALKING_PART > visible) {
            showSelection(entry, wanted, visible, visitor);
            return wanted;
        }
        try (ScratchSet picked = database.keyspace().scratchSet(wanted)) {
            for (int missing = wanted; missing > 0; ) {
                long element = pickElement(entry);
                if (picked.add(element)) {
                    show(element, visitor);
                    missing--;
                }
            }
        }
        return wanted;
    }

    private int showAll(long entry, FieldVisitor visitor) {
        int shown = 0;
        cursor.start(entry);
        while (cursor.next()) {
            visitor.field(cursor.field(), cursor.value(), cursor.expireAtMillis());
            shown++;
        }
        return shown;
    }

    /** Shows some of the fields in the order in which they lie: Knuth's selection sampling. */
    private void showSelection(long entry, int wanted, int visible, FieldVisitor visitor) {
        int missing = wanted;
        cursor.start(entry);
        for (int left = visible; missing > 0 && cursor.next(); left--) {
            if (random().nextInt(left) < missing) {
                visitor.field(cursor.field(), cursor.value(), cursor.expireAtMillis());
                missing--;
            }
        }
    }

    /** A random element that is not due, or 0 if all are. */
    private long pickElement(long entry) {
        Keyspace keyspace = database.keyspace();
        long root = EntryLayout.root(memory(), entry);
        for (int i = 0; i < PICKS_BEFORE_WALKING; i++) {
            long element = elements().random(root, random());
            if (!keyspace.isDue(EntryLayout.expireAtMillis(memory(), element))) {
                return element;
            }
        }
        return walkToOne(entry);
    }

    /** Walks over all fields to a random one of those that are not due; 0 if all are. */
    private long walkToOne(long entry) {
        int visible = database.hashes().visibleLength(entry);
        if (visible == 0) {
            return 0;
        }
        cursor.start(entry);
        for (int passed = random().nextInt(visible); passed >= 0; passed--) {
            if (!cursor.next()) {
                return 0;
            }
        }
        return cursor.element();
    }

    private void show(long element, FieldVisitor visitor) {
        show(element);
        visitor.field(field, value, EntryLayout.expireAtMillis(memory(), element));
    }

    private void show(long element) {
        EntryLayout.key(memory(), element, field);
        EntryLayout.value(memory(), element, value);
    }

    private boolean isPacked(long entry) {
        return database.encoding(entry) == Encoding.LISTPACK;
    }

    private RandomSource random() {
        return database.keyspace().random();
    }

    private ElementTable elements() {
        return database.keyspace().elements();
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}
