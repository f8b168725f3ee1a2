// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.type.hash.Hashes;
import dev.cairn.storage.type.string.Strings;

/**
 * One of the keyspace's numbered databases.
 *
 * <p>An entry is an address, 0 for none, and stays good until the next call that may change something.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Database {
    private final int index;
    private final Strings strings;
    private final Hashes hashes;

    Database(int index) {
        this.index = index;
        this.strings = new Strings(this);
        this.hashes = new Hashes(this);
    }

    public int index() {
        return index;
    }

    public Keyspace keyspace() {
        throw new AssertionError("not landed");
    }

    /** How many keys there are, keys that are due but not yet removed included. */
    public long size() {
        throw new AssertionError("not landed");
    }

    /** How many keys carry an expiry. */
    public long expires() {
        throw new AssertionError("not landed");
    }

    /** How long, on average, the keys with an expiry still have, as a running estimate; 0 if there are none. */
    public long avgTtlMillis() {
        throw new AssertionError("not landed");
    }

    // Finding

    /**
     * The entry of a key, for reading, or 0. A key that is due is removed, and the listener told. Counts a hit or a miss
     * and an access.
     */
    public long find(ByteSlice key) {
        throw new AssertionError("not landed");
    }

    /** As {@link #find}, but without any trace: no counting, no access, no removal. */
    public long peek(ByteSlice key) {
        throw new AssertionError("not landed");
    }

    /**
     * The entry of a key that a command is about to change, or 0. A key that is due is removed. Counts an access, but
     * neither hit nor miss. A running snapshot has got the before-image when this returns (for a big collection its
     * elements hand over their own).
     */
    public long findForWrite(ByteSlice key) {
        throw new AssertionError("not landed");
    }

    public boolean exists(ByteSlice key) {
        throw new AssertionError("not landed");
    }

    public ValueType type(long entry) {
        throw new AssertionError("not landed");
    }

    public Encoding encoding(long entry) {
        throw new AssertionError("not landed");
    }

    /** The entry's key: one view per database, set anew by each call. */
    public StoredBytes key(long entry) {
        throw new AssertionError("not landed");
    }

    /** When the entry expires, -1 if it does not. */
    public long expireAtMillis(long entry) {
        throw new AssertionError("not landed");
    }

    // Changing: each of these counts one change if it changes something.

    /** Removes a key; false if there is none. Big values are freed in slices, whatever {@code lazy} says. */
    public boolean delete(ByteSlice key, boolean lazy) {
        throw new AssertionError("not landed");
    }

    /** Sets (or with -1 clears) a key's expiry and returns its entry's new address, 0 if there is no such key. */
    public long setExpireAt(ByteSlice key, long atMillis) {
        throw new AssertionError("not landed");
    }

    /** Gives a key another name, replacing what has it; false if there is no such key. */
    public boolean rename(ByteSlice from, ByteSlice to) {
        throw new AssertionError("not landed");
    }

    /** Copies a key's value and expiry, replacing what has the name; false if there is no such key. */
    public boolean copy(ByteSlice from, Database toDatabase, ByteSlice to) {
        throw new AssertionError("not landed");
    }

    /** Moves a key to another database; false if there is no such key here or there is one there. */
    public boolean move(ByteSlice key, Database to) {
        throw new AssertionError("not landed");
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
        throw new AssertionError("not landed");
    }

    /**
     * Changes the length of an entry's value in place or by moving it; what both lengths have in common is kept, what is
     * new is for the caller to write. The entry must have come from {@link #findForWrite} or {@link #create}.
     *
     * @return the entry's new address
     */
    public long resizeValue(long entry, int newLength) {
        throw new AssertionError("not landed");
    }

    /**
     * Gives an entry a value of another type or encoding under the same key, expiry and access state. The old value's
     * bytes are gone (a big collection is not freed: take its root first); the new ones are for the caller to write.
     *
     * @return the entry's new address
     */
    public long replaceValue(long entry, ValueType type, Encoding encoding, int valueLength) {
        throw new AssertionError("not landed");
    }

    /** Announces a change of this entry: counts it and stamps its key. */
    public void changed(long entry) {
        throw new AssertionError("not landed");
    }

    /** Announces a change of this key, which need not exist (any more). */
    public void changed(ByteSlice key) {
        throw new AssertionError("not landed");
    }

    /**
     * Files the entry in the expiry index under the earliest deadline of its elements, {@code Long.MAX_VALUE} for
     * none; when it is due, the hash is asked to remove its due fields.
     *
     * @param oldDeadline what it was filed under before
     */
    public void elementDeadline(long entry, long oldDeadline, long newDeadline) {
        throw new AssertionError("not landed");
    }

    /**
     * Tells the listener of fields of this hash that were due and have been removed, and counts them. Removes the key
     * if its last field was among them. Not a change of a command's: nothing is announced.
     *
     * @return the entry, or 0 if the key went
     */
    public long fieldsExpired(long entry, ByteSlice[] fields, int count) {
        throw new AssertionError("not landed");
    }

    // Access state

    /** Milliseconds since the last access, in the resolution of the access clock. */
    public long lruIdleMillis(long entry) {
        throw new AssertionError("not landed");
    }

    /** The access counter, decayed to now: 0 to 255. */
    public int lfuFrequency(long entry) {
        throw new AssertionError("not landed");
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
        throw new AssertionError("not landed");
    }

    /** A key that is not due, each with the same chance; false if there is none. */
    public boolean randomKey(StoredBytes into) {
        throw new AssertionError("not landed");
    }

    /** Fetches what lookups of these keys will touch, all together, so that the waiting for memory overlaps. */
    public void prefetch(ByteSlice[] keys, int count) {
        throw new AssertionError("not landed");
    }

    /** All bytes that the key takes: its slot in the table, its entry, and everything that the value owns. */
    public long memoryUsage(long entry) {
        throw new AssertionError("not landed");
    }

    public Strings strings() {
        return strings;
    }

    public Hashes hashes() {
        return hashes;
    }
}
