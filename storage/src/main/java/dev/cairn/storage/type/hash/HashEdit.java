// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * Changes one hash, field by field, under a key that is looked up once. The hash is created with its first field and goes
 * with its last; every change is announced.
 *
 * <p>A field that is due is removed as soon as it is touched here, and the listener is told: the log then says that it
 * went before it says what was done next, and a replay, in which nothing expires by itself, comes to the same state.
 */
public final class HashEdit {
    private final Database database;
    private final ByteSlice key = new ByteSlice();
    private final ByteSlice[] expired = {new ByteSlice()};
    private final PackedElement field = new PackedElement();
    private final PackedElement value = new PackedElement();
    private final StoredBytes fieldView = new StoredBytes();
    private final StoredBytes valueView = new StoredBytes();
    private long entry;
    private boolean startsAsTable;

    HashEdit(Database database) {
        this.database = database;
    }

    /** Takes up the hash under this key, which need not exist; what is there has to be a hash. */
    HashEdit open(ByteSlice newKey) {
        key.set(newKey);
        entry = database.findForWrite(key);
        startsAsTable = false;
        return this;
    }

    /** The hash's entry, or 0 while there is none; good until the next change. */
    public long entry() {
        return entry;
    }

    /**
     * Tells how many fields are about to be put. If that is more than a listpack may have, the hash becomes a table at
     * once, even if it turns out that fields repeat.
     */
    public HashEdit expect(int fields) {
        if (fields > entriesLimit()) {
            startsAsTable = true;
            if (entry != 0 && isPacked()) {
                convert();
            }
        }
        return this;
    }

    /** Finds a field and returns its value, a view that is good until the next change, or null. */
    public StoredBytes find(ByteSlice name) {
        if (entry == 0) {
            return null;
        }
        Memory memory = memory();
        if (isPacked()) {
            long found = findPacked(name);
            return found == 0
                    ? null
                    : Listpack.read(memory, Listpack.next(memory, found), valueView);
        }
        long element = findElement(name);
        return element == 0 ? null : EntryLayout.value(memory, element, valueView);
    }

    /** When a field expires: -1 if it does not, -2 if there is no such field. */
    public long expireAtMillis(ByteSlice name) {
        if (entry == 0) {
            return Hashes.NO_FIELD;
        }
        if (isPacked()) {
            return findPacked(name) == 0 ? Hashes.NO_FIELD : -1;
        }
        long element = findElement(name);
        return element == 0 ? Hashes.NO_FIELD : EntryLayout.expireAtMillis(memory(), element);
    }

    /**
     * Sets a field.
     *
     * @param expireAtMillis the field's expiry, -1 for none
     * @param keepTtl whether a field that is there keeps the expiry it has
     * @return whether the field is new
     */
    public boolean put(ByteSlice name, ByteSlice text, long expireAtMillis, boolean keepTtl) {
        boolean small = expireAtMillis < 0 && areShort(name, text);
        if (entry == 0) {
            create(name, text, expireAtMillis, small && !startsAsTable && entriesLimit() > 0);
            return true;
        }
        if (isPacked() && !small) {
            convert();
        }
        return isPacked() ? putPacked(name, text) : putElement(name, text, expireAtMillis, keepTtl);
    }

    /** Removes a field; false if there is none. */
    public boolean remove(ByteSlice name) {
        return entry != 0 && (isPacked() ? removePacked(name) : removeElement(name));
    }

    /** Sets (or with -1 clears) a field's expiry; false if there is no such field. */
    public boolean setExpireAtMillis(ByteSlice name, long expireAtMillis) {
        if (entry == 0) {
            return false;
        }
        if (isPacked()) {
            if (findPacked(name) == 0) {
                return false;
            }
            if (expireAtMillis < 0) {
                return true;
            }
            convert();
        }
        long element = findElement(name);
        if (element == 0) {
            return false;
        }
        long root = root();
        long before = elements().earliestDeadline(root);
        elements().setExpireAtMillis(root, element, expireAtMillis);
        refile(root, before);
        database.changed(entry);
        return true;
    }

    // The listpack

    private boolean putPacked(ByteSlice name, ByteSlice text) {
        value.set(text);
        long found = findPacked(name);
        long listpack = listpack();
        long inserted = found == 0 ? field.bytes() + value.bytes() : value.bytes();
        if (Listpack.bytes(memory(), listpack) + inserted > Listpack.SAFE_BYTES) {
            convert();
            return putElement(name, text, -1, false);
        }
        if (found == 0) {
            appendPair();
        } else {
            replaceValue(Listpack.next(memory(), found) - listpack);
        }
        if (Listpack.count(memory(), listpack()) / 2 > entriesLimit()) {
            convert();
        }
        database.changed(entry);
        return found == 0;
    }

    private void appendPair() {
        int oldBytes = Listpack.bytes(memory(), listpack());
        int inserted = (int) (field.bytes() + value.bytes());
        entry = database.resizeValue(entry, oldBytes + inserted);
        writePair(inserted);
    }

    private void writePair(int inserted) {
        long listpack = listpack();
        long end = Listpack.end(memory(), listpack);
        Listpack.splice(memory(), listpack, end, 0, inserted, 2);
        value.write(memory(), field.write(memory(), end));
    }

    private void replaceValue(long offset) {
        int oldBytes = Listpack.bytes(memory(), listpack());
        int removed = (int) (Listpack.next(memory(), listpack() + offset) - (listpack() + offset));
        int inserted = (int) value.bytes();
        if (inserted > removed) {
            entry = database.resizeValue(entry, oldBytes + inserted - removed);
        }
        long listpack = listpack();
        Listpack.splice(memory(), listpack, listpack + offset, removed, inserted, 0);
        value.write(memory(), listpack + offset);
        if (inserted < removed) {
            entry = database.resizeValue(entry, oldBytes + inserted - removed);
        }
    }

    private boolean removePacked(ByteSlice name) {
        long found = findPacked(name);
        if (found == 0) {
            return false;
        }
        long listpack = listpack();
        if (Listpack.count(memory(), listpack) == 2) {
            deleteKey();
            return true;
        }
        long behind = Listpack.next(memory(), Listpack.next(memory(), found));
        Listpack.splice(memory(), listpack, found, (int) (behind - found), 0, -2);
        entry = database.resizeValue(entry, Listpack.bytes(memory(), listpack));
        database.changed(entry);
        return true;
    }

    private long findPacked(ByteSlice name) {
        return Listpack.find(memory(), listpack(), field.set(name), 2);
    }

    // The table

    private boolean putElement(
            ByteSlice name, ByteSlice text, long expireAtMillis, boolean keepTtl) {
        long expiry = expireAtMillis;
        if (elements().expiring(root()) > 0 || (keepTtl && expireAtMillis >= 0)) {
            long present = findElement(name);
            if (entry == 0) {
                // The field that was due had been the hash's last one.
                return put(name, text, expireAtMillis, keepTtl);
            }
            if (keepTtl && present != 0) {
                expiry = EntryLayout.expireAtMillis(memory(), present);
            }
        }
        long root = root();
        long before = elements().earliestDeadline(root);
        boolean isNew = elements().put(root, name, text, expiry);
        refile(root, before);
        database.changed(entry);
        return isNew;
    }

    private boolean removeElement(ByteSlice name) {
        if (findElement(name) == 0) {
            return false;
        }
        long root = root();
        if (elements().count(root) == 1) {
            deleteKey();
            return true;
        }
        long before = elements().earliestDeadline(root);
        elements().remove(root, name);
        refile(root, before);
        database.changed(entry);
        return true;
    }

    /** The field's element, or 0; if it is due it goes, and the hash with it if it was the last. */
    private long findElement(ByteSlice name) {
        long root = root();
        long element = elements().find(root, name);
        if (element == 0
                || !database.keyspace().isDue(EntryLayout.expireAtMillis(memory(), element))) {
            return element;
        }
        long before = elements().earliestDeadline(root);
        elements().remove(root, name);
        refile(root, before);
        expired[0].set(name);
        entry = database.fieldsExpired(entry, expired, 1);
        return 0;
    }

    private void refile(long root, long before) {
        long after = elements().earliestDeadline(root);
        if (after != before) {
            database.elementDeadline(entry, before, after);
        }
    }

    // Both

    /** Makes the hash with its first field. */
    private void create(ByteSlice name, ByteSlice text, long expireAtMillis, boolean small) {
        if (small) {
            field.set(name);
            value.set(text);
            int pair = (int) (field.bytes() + value.bytes());
            int bytes = ListpackLayout.EMPTY_BYTES + pair;
            entry = database.create(key, ValueType.HASH, Encoding.LISTPACK, bytes, -1);
            Listpack.create(memory(), listpack());
            writePair(pair);
        } else {
            long root = elements().create();
            try {
                elements().put(root, name, text, expireAtMillis);
                entry = database.create(key, ValueType.HASH, Encoding.HASHTABLE, Long.BYTES, -1);
            } catch (MemoryExhaustedException e) {
                elements().free(root);
                throw e;
            }
            memory().putLong(EntryLayout.inlineAddress(memory(), entry), root);
            refile(root, Long.MAX_VALUE);
        }
        database.changed(entry);
    }

    /** Turns the listpack into a table. */
    private void convert() {
        long root = elements().create();
        try {
            long end = Listpack.end(memory(), listpack());
            long at = Listpack.first(listpack());
            while (at < end) {
                Listpack.read(memory(), at, fieldView);
                at = Listpack.next(memory(), at);
                Listpack.read(memory(), at, valueView);
                at = Listpack.next(memory(), at);
                elements().add(root, fieldView, valueView, -1);
            }
            entry = database.replaceValue(entry, ValueType.HASH, Encoding.HASHTABLE, Long.BYTES);
        } catch (MemoryExhaustedException e) {
            elements().free(root);
            throw e;
        }
        memory().putLong(EntryLayout.inlineAddress(memory(), entry), root);
    }

    private void deleteKey() {
        database.delete(key, true);
        entry = 0;
    }

    private int entriesLimit() {
        return database.keyspace().config().hashMaxListpackEntries();
    }

    private boolean areShort(ByteSlice name, ByteSlice text) {
        int limit = database.keyspace().config().hashMaxListpackValue();
        return name.length() <= limit
                && text.length() <= limit
                && (long) name.length() + text.length() < Listpack.SAFE_BYTES / 2;
    }

    private boolean isPacked() {
        return database.encoding(entry) == Encoding.LISTPACK;
    }

    private long listpack() {
        return EntryLayout.valueAddress(memory(), entry);
    }

    private long root() {
        return EntryLayout.root(memory(), entry);
    }

    private ElementTable elements() {
        return database.keyspace().elements();
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}
