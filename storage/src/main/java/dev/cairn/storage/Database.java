// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.KeyTable;
import dev.cairn.storage.table.SwissTable;
import dev.cairn.storage.type.hash.Hashes;
import dev.cairn.storage.type.list.Lists;
import dev.cairn.storage.type.set.Sets;
import dev.cairn.storage.type.stream.Streams;
import dev.cairn.storage.type.string.StringEncoding;
import dev.cairn.storage.type.string.Strings;
import dev.cairn.storage.type.zset.SortedSets;
import dev.cairn.storage.value.LentString;

/**
 * One of the keyspace's numbered databases.
 *
 * <p>An entry is an address, 0 for none, and stays good until the next call that may change something.
 */
public final class Database {
    private final int index;
    private final Keyspace keyspace;
    private final Memory memory;
    private final SwissTable table;
    private final KeyChanges changes;
    private final DatabaseScan scan;
    private final StoredBytes keyView = new StoredBytes();
    private final Strings strings;
    private final Hashes hashes;
    private final Lists lists;
    private final SortedSets sortedSets;
    private final Sets sets;
    private final Streams streams;
    private KeyTable keys;

    Database(int index, Keyspace keyspace, KeyTable keys) {
        this.index = index;
        this.keyspace = keyspace;
        this.memory = keyspace.memory();
        this.table = keyspace.table();
        this.changes = keyspace.keyChanges();
        this.keys = keys;
        this.scan = new DatabaseScan(this, table);
        this.strings = new Strings(this);
        this.hashes = new Hashes(this);
        this.lists = new Lists(this);
        this.sortedSets = new SortedSets(this);
        this.sets = new Sets(this);
        this.streams = new Streams(this);
    }

    public int index() {
        return index;
    }

    public Keyspace keyspace() {
        return keyspace;
    }

    /** How many keys there are, keys that are due but not yet removed included. */
    public long size() {
        keyspace.fence().readEverything();
        return keys.count();
    }

    /** How many keys carry an expiry. */
    public long expires() {
        return keys.expires();
    }

    /** How many keys are hashes that have fields with an expiry. */
    public long withExpiringElements() {
        return keys.withExpiringElements();
    }

    /** How long, on average, the keys with an expiry still have; 0 if there are none. */
    public long avgTtlMillis() {
        return keys.expires() == 0
                ? 0
                : Math.max(0, (long) (keys.meanDeadline() - keyspace.nowMillis()));
    }

    /** Bytes of the table that finds the keys, their entries left out. */
    public long tableBytes() {
        return keys.bytes();
    }

    /** Bytes of the index of deadlines, by this database's share of all keys that expire. */
    public long expiryBytes() {
        long all = 0;
        for (int i = 0; i < keyspace.databaseCount(); i++) {
            all += keyspace.database(i).expires();
        }
        return all == 0 ? 0 : (long) ((double) keys.deadlineBytes() * keys.expires() / all);
    }

    // Finding

    /**
     * The entry of a key, for reading, or 0. A key that is due is removed, and the listener told. Counts a hit or a miss
     * and an access.
     */
    public long find(ByteSlice key) {
        long hash = table.hash(key);
        keyspace.fence().read(hash);
        long entry = findLive(key, hash);
        if (entry == 0) {
            keyspace.stats().countMiss();
            return 0;
        }
        keyspace.stats().countHit();
        keyspace.touch(entry);
        return entry;
    }

    /** As {@link #find}, but without any trace: no counting, no access, no removal. */
    public long peek(ByteSlice key) {
        long hash = table.hash(key);
        keyspace.fence().read(hash);
        long entry = lookUp(key, hash);
        return entry == 0 || isDue(entry) ? 0 : entry;
    }

    /**
     * The entry of a key that a command is about to change, or 0. A key that is due is removed. Counts an access, but
     * neither hit nor miss. A running snapshot has got the before-image when this returns (for a big collection its
     * elements hand over their own).
     */
    public long findForWrite(ByteSlice key) {
        long hash = table.hash(key);
        // What the command answers may tell what was there.
        keyspace.fence().read(hash);
        long entry = findLive(key, hash);
        if (entry != 0) {
            keyspace.touch(entry);
            changes.beforeChange(keys, hash, entry, false);
        }
        return entry;
    }

    /** Whether there is such a key; leaves no trace but the removal of a key that is due. */
    public boolean exists(ByteSlice key) {
        long hash = table.hash(key);
        keyspace.fence().read(hash);
        return findLive(key, hash) != 0;
    }

    /** By which hash a {@link ChangeListener} hears of this key. */
    public long changeHash(ByteSlice key) {
        return table.hash(key);
    }

    public ValueType type(long entry) {
        return EntryLayout.type(memory, entry);
    }

    public Encoding encoding(long entry) {
        return EntryLayout.encoding(memory, entry);
    }

    /** Lends an entry's string, which is longer than {@link EntryLayout#LONGEST_INLINE_VALUE}, as it is now. */
    public LentString lend(long entry) {
        return keyspace.values().lent().lend(entry);
    }

    /** The entry's key: one view per database, set anew by each call. */
    public StoredBytes key(long entry) {
        return EntryLayout.key(memory, entry, keyView);
    }

    /** When the entry expires, -1 if it does not. */
    public long expireAtMillis(long entry) {
        return EntryLayout.expireAtMillis(memory, entry);
    }

    // Changing: each of these counts one change if it changes something.

    /** Removes a key; false if there is none. Big values are freed in slices, whatever {@code lazy} says. */
    public boolean delete(ByteSlice key, boolean lazy) {
        long hash = table.hash(key);
        long entry = findLive(key, hash);
        if (entry == 0) {
            keyspace.fence().read(hash);
            return false;
        }
        changes.remove(keys, hash, entry);
        keyspace.noteChange(index, hash);
        return true;
    }

    /** Sets (or with -1 clears) a key's expiry and returns its entry's new address, 0 if there is no such key. */
    public long setExpireAt(ByteSlice key, long atMillis) {
        long hash = table.hash(key);
        keyspace.fence().read(hash);
        long entry = findLive(key, hash);
        if (entry == 0 || EntryLayout.expireAtMillis(memory, entry) == atMillis) {
            return entry;
        }
        long made = changes.setExpireAt(keys, hash, entry, atMillis);
        StringEncoding.settle(memory, made);
        keyspace.noteChange(index, hash);
        return made;
    }

    /** Gives a key another name, replacing what has it; false if there is no such key. */
    public boolean rename(ByteSlice from, ByteSlice to) {
        return from.equals(to) ? exists(from) : transfer(from, this, to);
    }

    /** Copies a key's value and expiry, replacing what has the name; false if there is no such key. */
    public boolean copy(ByteSlice from, Database toDatabase, ByteSlice to) {
        long hash = table.hash(from);
        keyspace.fence().read(hash);
        long entry = findLive(from, hash);
        if (entry == 0) {
            return false;
        }
        assert toDatabase != this || !from.equals(to) : "a key is copied onto itself";
        long made = changes.copied(entry, to, keyspace.access().fresh());
        toDatabase.enter(made, to, true);
        return true;
    }

    /** Moves a key to another database; false if there is no such key here or there is one there. */
    public boolean move(ByteSlice key, Database to) {
        return to != this && !to.exists(key) && transfer(key, to, key);
    }

    // What the type views are built from. They announce with changed(...) what they did.

    /**
     * Makes an entry whose value takes this many bytes, for the caller to write at once, in place of whatever the key
     * had. Hands over the before-image of what was there. Does not announce the change.
     *
     * @param expireAtMillis the key's expiry, -1 for none
     */
    public long create(
            ByteSlice key,
            ValueType type,
            Encoding encoding,
            int valueLength,
            long expireAtMillis) {
        long hash = table.hash(key);
        long old = lookUp(key, hash);
        int clock = keyspace.clockOfNew(old);
        return changes.create(
                keys, hash, old, key, type, encoding, valueLength, expireAtMillis, clock);
    }

    /**
     * Changes the length of an entry's value in place or by moving it; what both lengths have in common is kept, what is
     * new is for the caller to write. The entry must have come from {@link #findForWrite} or {@link #create}. A string that is
     * to be written to where it lies comes by here, even if its length stays.
     *
     * @return the entry's new address
     */
    public long resizeValue(long entry, int newLength) {
        return changes.resizeValue(keys, entry, newLength);
    }

    /**
     * Gives an entry a value of another type or encoding under the same key, expiry and access state. The old value's
     * bytes are gone (a big collection is not freed: take its root first); the new ones are for the caller to write.
     *
     * @return the entry's new address
     */
    public long replaceValue(long entry, ValueType type, Encoding encoding, int valueLength) {
        return changes.replaceValue(keys, entry, type, encoding, valueLength);
    }

    /** Announces a change of this entry: counts it and stamps its key. */
    public void changed(long entry) {
        keyspace.noteChange(index, table.hashOf(entry));
    }

    /** Announces a change of this key, which need not exist (any more). */
    public void changed(ByteSlice key) {
        keyspace.noteChange(index, table.hash(key));
    }

    /** As {@link #changed(ByteSlice)}, of what is beside the value proper: whoever watches or awaits the key does not hear. */
    public void changedQuietly(ByteSlice key) {
        keyspace.noteQuietChange(table.hash(key));
    }

    /**
     * Files the entry in the expiry index under the earliest deadline of its elements, {@code Long.MAX_VALUE} for
     * none; when it is due, the hash is asked to remove its due fields.
     *
     * @param oldDeadline what it was filed under before
     */
    public void elementDeadline(long entry, long oldDeadline, long newDeadline) {
        changes.elementDeadline(keys, entry, oldDeadline, newDeadline);
    }

    /**
     * Tells the listener of fields of this hash that were due and have been removed, and counts them. Removes the key
     * if its last field was among them. Not a change of a command's: nothing is announced.
     *
     * @return the entry, or 0 if the key went
     */
    public long fieldsExpired(long entry, ByteSlice[] fields, int count) {
        keyspace.stats().countExpiredFields(count);
        keyspace.tellFieldsExpired(index, key(entry), table.hashOf(entry), fields, count);
        if (keyspace.elements().count(EntryLayout.root(memory, entry)) > 0) {
            return entry;
        }
        changes.remove(keys, table.hashOf(entry), entry);
        return 0;
    }

    // Access state

    /** Milliseconds since the last access, in the resolution of the access clock. */
    public long lruIdleMillis(long entry) {
        return keyspace.access().idleSeconds(entry) * 1000L;
    }

    /** The access counter, decayed to now: 0 to 255. */
    public int lfuFrequency(long entry) {
        return keyspace.access().frequency(entry);
    }

    // The whole database

    /**
     * Visits some keys on from a cursor, 0 to begin; returns the next cursor, 0 at the end; cursors are unsigned. A key
     * that is there from beginning to end is visited at least once, whatever else happens between the calls. Keys that
     * are due are not shown.
     *
     * @param count about how many keys to visit
     */
    public long scan(long cursor, int count, KeyVisitor visitor) {
        keyspace.fence().readEverything();
        return scan.scan(cursor, count, visitor);
    }

    /** Visits all keys that are not due. */
    public void forEach(KeyVisitor visitor) {
        keyspace.fence().readEverything();
        scan.all(visitor);
    }

    /** A key that is not due, each with the same chance; false if there is none. */
    public boolean randomKey(StoredBytes into) {
        keyspace.fence().readEverything();
        return scan.randomKey(into);
    }

    /** Fetches what lookups of these keys will touch, all together, so that the waiting for memory overlaps. */
    public void prefetch(ByteSlice[] prefetched, int count) {
        if (keys.root() != 0) {
            table.prefetch(keys.root(), prefetched, count);
        }
    }

    /** All bytes that the key takes: its slot in the table, its entry, and everything that the value owns. */
    public long memoryUsage(long entry) {
        long bytes = keyspace.blocks().footprint(entry) + SwissTable.SLOT_BYTES;
        return encoding(entry).isBig() ? bytes + keyspace.values().bytes(entry) : bytes;
    }

    public Strings strings() {
        return strings;
    }

    public Hashes hashes() {
        return hashes;
    }

    public Lists lists() {
        return lists;
    }

    public SortedSets sortedSets() {
        return sortedSets;
    }

    public Sets sets() {
        return sets;
    }

    public Streams streams() {
        return streams;
    }

    // For the keyspace

    /** Hears that, as it looks, there will be so many keys once the data are loaded. */
    public void growTowards(long count) {
        keys.growTowards(count);
    }

    KeyTable keys() {
        return keys;
    }

    /** Puts other keys in place and returns those that there were. */
    KeyTable exchange(KeyTable others) {
        KeyTable before = keys;
        keys = others;
        return before;
    }

    /** Removes a key that expired or has to make room, and tells the listener. */
    void removeItself(long entry, long hash, Removal why) {
        // This may fail, so it comes before anybody is told.
        changes.beforeChange(keys, hash, entry, true);
        keyspace.tellRemoved(index, key(entry), hash, why);
        changes.remove(keys, hash, entry);
    }

    boolean isDue(long entry) {
        return EntryLayout.expires(memory, entry)
                && keyspace.isDue(EntryLayout.expireAtMillis(memory, entry));
    }

    /** Whether this is the earliest deadline of the entry's elements. */
    boolean hasElementDeadline(long entry, long deadline) {
        return encoding(entry).isBig() && keyspace.values().earliestDeadline(entry) == deadline;
    }

    void beforeElementsExpire(long entry, long hash) {
        changes.beforeChange(keys, hash, entry, false);
    }

    private long lookUp(ByteSlice key, long hash) {
        long root = keys.root();
        return root == 0 ? 0 : table.find(root, hash, key);
    }

    /** The key's entry; one that is due is removed. */
    private long findLive(ByteSlice key, long hash) {
        long entry = lookUp(key, hash);
        if (entry != 0 && isDue(entry)) {
            removeItself(entry, hash, Removal.EXPIRED);
            return 0;
        }
        return entry;
    }

    /** Moves entry and value to another name or database. */
    private boolean transfer(ByteSlice from, Database toDatabase, ByteSlice to) {
        long hash = table.hash(from);
        keyspace.fence().read(hash);
        long entry = findLive(from, hash);
        if (entry == 0) {
            return false;
        }
        changes.beforeChange(keys, hash, entry, true);
        long made = changes.renamed(entry, to);
        toDatabase.enter(made, to, false);
        changes.takeOut(keys, hash, entry);
        changes.freeShell(entry);
        keyspace.fence().wrote(hash);
        keyspace.tellChanged(index, hash);
        return true;
    }

    /** Puts an entry that is in no table under its key. If that fails it is freed, with its value if it has its own. */
    private void enter(long made, ByteSlice key, boolean ownValue) {
        long hash = table.hash(key);
        StringEncoding.settle(memory, made);
        try {
            changes.enter(keys, hash, lookUp(key, hash), made);
        } catch (MemoryExhaustedException e) {
            if (ownValue) {
                changes.release(made);
            } else {
                changes.freeShell(made);
            }
            throw e;
        }
        keyspace.noteChange(index, hash);
    }
}
