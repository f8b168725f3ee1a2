// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.hash.HashLoader;
import dev.cairn.storage.type.list.ListLoader;
import dev.cairn.storage.type.set.SetBuilder;
import dev.cairn.storage.type.stream.StreamLoader;
import dev.cairn.storage.type.stream.StreamParts;
import dev.cairn.storage.type.zset.SortedSetBuilder;

/**
 * Puts whole values into the keyspace: snapshots and DUMP payloads are loaded through it. A key that exists is replaced.
 *
 * <p>The caller has validated what it hands over; encodings are the caller's choice, and a packed blob is taken as it
 * is. Nothing here counts as a change, so loading a snapshot leaves {@link Keyspace#changes()} alone; RESTORE announces
 * its change itself with {@link Database#changed(ByteSlice)}.
 */
public final class ValueLoader {
    private static final int NONE = -1;

    private final Keyspace keyspace;
    private final HashLoader hash;
    private final StreamLoader stream;
    private final SortedSetBuilder sortedSet;
    private final SetBuilder set;
    private final ListLoader list;
    private final ByteSlice begunKey = new ByteSlice();
    private Database begunDatabase;
    private long begunExpireAtMillis;
    private long idleSeconds = NONE;
    private int frequency = NONE;

    ValueLoader(Keyspace keyspace) {
        this.keyspace = keyspace;
        this.hash = new HashLoader(keyspace);
        this.stream = new StreamLoader(keyspace);
        this.sortedSet = new SortedSetBuilder(keyspace);
        this.set = new SetBuilder(keyspace);
        this.list = new ListLoader(keyspace);
    }

    /**
     * Makes an empty database ready for about so many keys. The count is a promise that nobody vouches for: it takes memory
     * at once, so the caller bounds it by what it knows.
     */
    public void expect(int database, long keys) {
        keyspace.database(database).keys().expect(keys);
    }

    /** The access state of the next value: seconds since its last access; meaningful under an LRU policy. */
    public void accessIdleSeconds(long seconds) {
        idleSeconds = seconds;
    }

    /** The access state of the next value: its counter, 0 to 255; meaningful under an LFU policy. */
    public void accessFrequency(int newFrequency) {
        frequency = newFrequency;
    }

    public void string(int database, ByteSlice key, ByteSlice value, long expireAtMillis) {
        Database target = keyspace.database(database);
        target.strings().load(key, value, expireAtMillis);
        setAccess(target, key);
    }

    /** A listpack or an intset, byte for byte. */
    public void packed(
            int database,
            ByteSlice key,
            ValueType type,
            Encoding encoding,
            ByteSlice blob,
            long expireAtMillis) {
        Database target = keyspace.database(database);
        if (type == ValueType.HASH) {
            target.hashes().loadPacked(key, blob, expireAtMillis);
        } else if (type == ValueType.ZSET) {
            target.sortedSets().loadPacked(key, blob, expireAtMillis);
        } else if (type == ValueType.SET) {
            target.sets().loadPacked(key, encoding, blob, expireAtMillis);
        } else {
            long entry = target.create(key, type, encoding, blob.length(), expireAtMillis);
            keyspace.memory().copyIn(blob, EntryLayout.valueAddress(keyspace.memory(), entry));
        }
        setAccess(target, key);
    }

    /** Begins a hash whose fields follow one by one; it appears under its key with {@link #endHash()}. */
    public void beginHash(int database, ByteSlice key, long expireAtMillis) {
        begun(database, key, expireAtMillis);
        hash.begin();
    }

    /** Adds a field; false, and nothing is added, if the hash has it already. */
    public boolean field(ByteSlice field, ByteSlice value, long expireAtMillis) {
        return hash.field(field, value, expireAtMillis);
    }

    /** Ends the hash; one without fields does not appear. Small ones without field expiries become listpacks. */
    public void endHash() {
        hash.end(begunDatabase, begunKey, begunExpireAtMillis);
        setAccess(begunDatabase, begunKey);
    }

    /** Begins a sorted set whose members follow one by one; it appears under its key with {@link #endSortedSet()}. */
    public void beginSortedSet(int database, ByteSlice key, long expireAtMillis) {
        begun(database, key, expireAtMillis);
        sortedSet.begin();
    }

    /** Adds a member; false, and nothing is added, if the sorted set has it already. */
    public boolean member(ByteSlice member, double score) {
        return sortedSet.add(member, score);
    }

    /** Ends the sorted set; one without members does not appear. Small ones become listpacks. */
    public void endSortedSet() {
        sortedSet.end(begunDatabase, begunKey, begunExpireAtMillis);
        setAccess(begunDatabase, begunKey);
    }

    /** Begins a set that is said to have so many members; it appears under its key with {@link #endSet()}. */
    public void beginSet(int database, ByteSlice key, long expireAtMillis, long announced) {
        begun(database, key, expireAtMillis);
        set.beginWith(announced);
    }

    /** Adds a member; false, and nothing is added, if the set has it already. */
    public boolean member(ByteSlice member) {
        return set.add(member);
    }

    /** Ends the set, whose encoding follows from its members. */
    public void endSet() {
        set.store(begunDatabase, begunKey, begunExpireAtMillis);
        setAccess(begunDatabase, begunKey);
    }

    /** Begins a stream, which takes its parts; it appears under its key with {@link #endStream()}. */
    public StreamParts beginStream(int database, ByteSlice key, long expireAtMillis) {
        begun(database, key, expireAtMillis);
        stream.begin();
        return stream;
    }

    public void endStream() {
        stream.end(begunDatabase, begunKey, begunExpireAtMillis);
        setAccess(begunDatabase, begunKey);
    }

    /** Begins a list whose pieces or elements follow one by one; it appears under its key with {@link #endList()}. */
    public void beginList(int database, ByteSlice key, long expireAtMillis) {
        begun(database, key, expireAtMillis);
        list.begin();
    }

    /** Adds a listpack of so many elements, byte for byte, which must have some. */
    public void listpack(ByteSlice blob, long count) {
        list.listpack(blob, count);
    }

    /** Adds one element to the list. */
    public void element(ByteSlice text) {
        list.element(text);
    }

    /** Ends the list; one without elements does not appear, a short one becomes a listpack. */
    public void endList() {
        list.end(begunDatabase, begunKey, begunExpireAtMillis);
        setAccess(begunDatabase, begunKey);
    }

    /** Drops what was begun. */
    public void abandon() {
        stream.abandon();
        hash.abandon();
        sortedSet.abandon();
        set.abandon();
        list.abandon();
        idleSeconds = NONE;
        frequency = NONE;
    }

    private void begun(int database, ByteSlice key, long expireAtMillis) {
        begunDatabase = keyspace.database(database);
        // The caller's buffer goes on to the elements.
        begunKey.set(key.toBytes(), 0, key.length());
        begunExpireAtMillis = expireAtMillis;
    }

    private void setAccess(Database target, ByteSlice key) {
        if (idleSeconds != NONE || frequency != NONE) {
            long entry = target.peek(key);
            if (entry != 0) {
                int clock =
                        frequency != NONE
                                ? keyspace.access().frequencyClock(frequency)
                                : keyspace.access().idleClock(idleSeconds);
                EntryLayout.putClock(keyspace.memory(), entry, clock);
            }
            idleSeconds = NONE;
            frequency = NONE;
        }
    }
}
