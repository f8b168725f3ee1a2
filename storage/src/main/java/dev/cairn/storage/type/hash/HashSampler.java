// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.time.RandomSource;
import dev.cairn.storage.type.packed.Listpack;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Picks fields of a hash at random, each with the same chance. Fields that are due are never picked. */
public final class HashSampler {
    /** Where due fields are so many that this many picks in a row hit one, the others are listed instead. */
    private static final int PICKS_BEFORE_LISTING = 100;

    /** Below this part of all fields, picking and leaving out what was picked before beats listing them all. */
    private static final int LISTING_PART = 3;

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
        if (isPacked(entry)) {
            showSelection(entry, wanted, visible, visitor);
        } else if ((long) wanted * LISTING_PART > visible) {
            long[] elements = listed(entry, visible);
            shuffleFirst(elements, wanted);
            for (int i = 0; i < wanted; i++) {
                show(elements[i], visitor);
            }
        } else {
            Set<Long> picked = new HashSet<>();
            while (picked.size() < wanted) {
                long element = pickElement(entry);
                if (picked.add(element)) {
                    show(element, visitor);
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

    /** Shows some of the pairs of a listpack in their order: Knuth's selection sampling. */
    private void showSelection(long entry, int wanted, int visible, FieldVisitor visitor) {
        int missing = wanted;
        cursor.start(entry);
        for (int left = visible; missing > 0 && cursor.next(); left--) {
            if (random().nextInt(left) < missing) {
                visitor.field(cursor.field(), cursor.value(), -1);
                missing--;
            }
        }
    }

    /** A random element that is not due, or 0 if all are. */
    private long pickElement(long entry) {
        Keyspace keyspace = database.keyspace();
        long root = EntryLayout.root(memory(), entry);
        for (int i = 0; i < PICKS_BEFORE_LISTING; i++) {
            long element = elements().random(root, random());
            if (!keyspace.isDue(EntryLayout.expireAtMillis(memory(), element))) {
                return element;
            }
        }
        long[] elements = listed(entry, database.hashes().visibleLength(entry));
        return elements.length == 0 ? 0 : elements[random().nextInt(elements.length)];
    }

    private long[] listed(long entry, int visible) {
        long[] elements = new long[visible];
        int count = 0;
        cursor.start(entry);
        while (cursor.next()) {
            elements[count++] = cursor.element();
        }
        return count == visible ? elements : Arrays.copyOf(elements, count);
    }

    /** Fisher and Yates, as far as it is needed. */
    private void shuffleFirst(long[] elements, int count) {
        for (int i = 0; i < count; i++) {
            int other = i + random().nextInt(elements.length - i);
            long swapped = elements[i];
            elements[i] = elements[other];
            elements[other] = swapped;
        }
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
