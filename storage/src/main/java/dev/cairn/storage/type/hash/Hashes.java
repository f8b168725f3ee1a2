// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.ElementVisitor;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * The hashes of one database, for reading; {@link #edit} and the methods that take a key change them.
 *
 * <p>A field that is due is gone for every reader but {@link #length}, which counts it until it has been removed, as
 * Valkey does. That an entry is a hash is for the caller to see to.
 */
public final class Hashes {
    /** What stands for an expiry where there is no such field. */
    public static final long NO_FIELD = -2;

    /** How many due fields are removed and reported at once. */
    private static final int EXPIRY_BATCH = 64;

    private final Database database;
    private final HashEdit edit;
    private final HashCursor cursor;
    private final HashSampler sampler;
    private final PackedElement wanted = new PackedElement();
    private final StoredBytes field = new StoredBytes();
    private final StoredBytes value = new StoredBytes();
    private final ShownElements shownElements = new ShownElements();

    public Hashes(Database database) {
        this.database = database;
        this.edit = new HashEdit(database);
        this.cursor = new HashCursor(database);
        this.sampler = new HashSampler(database);
    }

    // Reading

    /** How many fields there are, those that are due but not yet removed included. */
    public int length(long entry) {
        return isPacked(entry)
                ? Listpack.count(memory(), EntryLayout.valueAddress(memory(), entry)) / 2
                : Math.toIntExact(elements().count(EntryLayout.root(memory(), entry)));
    }

    /** How many fields there are, those that are due left out; takes time where fields expire. */
    public int visibleLength(long entry) {
        if (!fieldsExpire(entry)) {
            return length(entry);
        }
        int visible = 0;
        cursor.start(entry);
        while (cursor.next()) {
            visible++;
        }
        return visible;
    }

    /** Whether any field expires. */
    public boolean fieldsExpire(long entry) {
        return !isPacked(entry) && elements().expiring(EntryLayout.root(memory(), entry)) > 0;
    }

    /** Finds a field; if there is one, {@link #value()} shows its value. */
    public boolean get(long entry, ByteSlice name) {
        long found = find(entry, name);
        if (found == 0) {
            return false;
        }
        if (isPacked(entry)) {
            Listpack.read(memory(), Listpack.next(memory(), found), value);
        } else {
            EntryLayout.value(memory(), found, value);
        }
        return true;
    }

    /** What {@link #get} found: one view per database, good until the next change. */
    public StoredBytes value() {
        return value;
    }

    public boolean exists(long entry, ByteSlice name) {
        return find(entry, name) != 0;
    }

    /** When a field expires: -1 if it does not, {@link #NO_FIELD} if there is no such field. */
    public long fieldExpireAt(long entry, ByteSlice name) {
        long found = find(entry, name);
        if (found == 0) {
            return NO_FIELD;
        }
        return isPacked(entry) ? -1 : EntryLayout.expireAtMillis(memory(), found);
    }

    /** The database's own walker, started before the first field. */
    public HashCursor cursor(long entry) {
        return cursor.start(entry);
    }

    /**
     * Shows some fields on from a cursor, 0 to begin; returns the next cursor, 0 at the end; cursors are unsigned. A
     * field that is there from beginning to end is shown at least once. A listpack is shown whole.
     */
    public long scan(long entry, long from, int count, FieldVisitor visitor) {
        if (isPacked(entry)) {
            cursor.start(entry);
            while (cursor.next()) {
                visitor.field(cursor.field(), cursor.value(), -1);
            }
            return 0;
        }
        shownElements.visitor = visitor;
        return elements().scan(EntryLayout.root(memory(), entry), from, count, shownElements);
    }

    /** Picks fields at random, each with the same chance. */
    public HashSampler sampler() {
        return sampler;
    }

    // Changing

    /** Takes up the hash under this key for changes; one object per database, good until it is taken up anew. */
    public HashEdit edit(ByteSlice key) {
        return edit.open(key);
    }

    /** Sets one field: see {@link HashEdit#put}. */
    public boolean set(
            ByteSlice key, ByteSlice name, ByteSlice text, long expireAtMillis, boolean keepTtl) {
        return edit(key).put(name, text, expireAtMillis, keepTtl);
    }

    /** Removes one field: see {@link HashEdit#remove}. */
    public boolean delete(ByteSlice key, ByteSlice name) {
        return edit(key).remove(name);
    }

    /** Sets or clears one field's expiry: see {@link HashEdit#setExpireAtMillis}. */
    public boolean setFieldExpireAt(ByteSlice key, ByteSlice name, long expireAtMillis) {
        return edit(key).setExpireAtMillis(name, expireAtMillis);
    }

    /**
     * Removes fields that are due, at most this many, and tells the listener; the hash goes with its last field. The
     * expiry index asks for this when the hash's earliest deadline has passed.
     *
     * @return how many fields went
     */
    public int removeDue(long entry, int limit) {
        long root = EntryLayout.root(memory(), entry);
        long now = database.keyspace().nowMillis();
        long before = elements().earliestDeadline(root);
        ByteSlice[] names = new ByteSlice[Math.min(limit, EXPIRY_BATCH)];
        int removed = 0;
        while (entry != 0 && removed < limit) {
            int count = 0;
            while (count < Math.min(names.length, limit - removed)) {
                long element = elements().due(root, now);
                if (element == 0) {
                    break;
                }
                names[count] = ByteSlice.of(EntryLayout.key(memory(), element, field).toBytes());
                elements().remove(root, names[count++]);
            }
            if (count == 0) {
                break;
            }
            removed += count;
            long after = elements().earliestDeadline(root);
            database.elementDeadline(entry, before, after);
            before = after;
            entry = database.fieldsExpired(entry, names, count);
        }
        return removed;
    }

    // Loading

    /** Takes a listpack of fields and values as it is, or as a table if it has more fields than a listpack may have. */
    public void loadPacked(ByteSlice key, ByteSlice blob, long expireAtMillis) {
        HashLoader.packed(database, key, blob, expireAtMillis);
    }

    /** The address of a field's pair or element, or 0. */
    private long find(long entry, ByteSlice name) {
        if (isPacked(entry)) {
            return Listpack.find(
                    memory(), EntryLayout.valueAddress(memory(), entry), wanted.set(name), 2);
        }
        long element = elements().find(EntryLayout.root(memory(), entry), name);
        if (element == 0) {
            return 0;
        }
        return database.keyspace().isDue(EntryLayout.expireAtMillis(memory(), element))
                ? 0
                : element;
    }

    private boolean isPacked(long entry) {
        return database.encoding(entry) == Encoding.LISTPACK;
    }

    private ElementTable elements() {
        return database.keyspace().elements();
    }

    private Memory memory() {
        return database.keyspace().memory();
    }

    /** Shows the elements that a scan passes to a visitor of fields. */
    private final class ShownElements implements ElementVisitor {
        private FieldVisitor visitor;

        @Override
        public void element(long element) {
            long expireAtMillis = EntryLayout.expireAtMillis(memory(), element);
            if (!database.keyspace().isDue(expireAtMillis)) {
                EntryLayout.key(memory(), element, field);
                EntryLayout.value(memory(), element, value);
                visitor.field(field, value, expireAtMillis);
            }
        }
    }
}
