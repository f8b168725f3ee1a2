// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.snapshot.ImageSink;
import dev.cairn.storage.snapshot.Snapshot;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.time.RandomSource;

/**
 * All databases of a server, in one region of off-heap memory: the front door of storage.
 *
 * <p>One thread owns it. It reads no clock: {@link #tick} tells the time, once per tick of the event loop.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Keyspace implements AutoCloseable {
    /** Reserves the memory and opens empty databases. */
    public static Keyspace open(StorageConfig config) {
        throw new AssertionError("not landed");
    }

    public StorageConfig config() {
        throw new AssertionError("not landed");
    }

    /** What the machine refused, in words for the log, or an empty text. */
    public String notice() {
        throw new AssertionError("not landed");
    }

    public int databaseCount() {
        throw new AssertionError("not landed");
    }

    public Database database(int index) {
        throw new AssertionError("not landed");
    }

    /** Exchanges the contents of two databases. Counts a change. */
    public void swap(int a, int b) {
        throw new AssertionError("not landed");
    }

    /** Empties a database, or all of them (-1), in bounded time; the memory is freed in slices. Counts a change. */
    public void flush(int database, boolean lazy) {
        throw new AssertionError("not landed");
    }

    // Time

    /** Tells the time in milliseconds since 1970, by which keys expire and accesses are recorded. */
    public void tick(long nowMillis) {
        throw new AssertionError("not landed");
    }

    public long nowMillis() {
        throw new AssertionError("not landed");
    }

    /** Whether keys expire by themselves; not while the log is replayed. True at first. */
    public void expiryEnabled(boolean enabled) {
        throw new AssertionError("not landed");
    }

    /** Whether a key or a field with this expiry (-1 for none) counts as gone now. */
    public boolean isDue(long expireAtMillis) {
        throw new AssertionError("not landed");
    }

    /** Removes keys and hash fields that are due, at most this many; returns how many. Tells the listener. */
    public int expireDue(int limit) {
        throw new AssertionError("not landed");
    }

    /** When the next key or field is due, {@code Long.MAX_VALUE} if none is. */
    public long nextExpiryMillis() {
        throw new AssertionError("not landed");
    }

    // Changes

    public void listener(KeyspaceListener listener) {
        throw new AssertionError("not landed");
    }

    /** Changes that commands made so far; what expiry and eviction remove does not count. */
    public long changes() {
        throw new AssertionError("not landed");
    }

    /**
     * Sets the stamp that changes leave behind from now on. Each change writes it to one of 4096 slots, chosen by the
     * key's hash; each lookup for reading raises {@link #readStamp()} to the slot of its key.
     */
    public void stamp(long stamp) {
        throw new AssertionError("not landed");
    }

    public long stamp() {
        throw new AssertionError("not landed");
    }

    /** The highest stamp of any key that was looked up since {@link #clearReadStamp()}. */
    public long readStamp() {
        throw new AssertionError("not landed");
    }

    public void clearReadStamp() {
        throw new AssertionError("not landed");
    }

    /** Stamps every key. */
    public void stampAll() {
        throw new AssertionError("not landed");
    }

    // Housekeeping and reports

    /** Does pending work in small steps: freeing, shrinking. Returns whether there is more to do. */
    public boolean housekeep(int steps) {
        throw new AssertionError("not landed");
    }

    /** While true, lookups leave no access behind (CLIENT NO-TOUCH). */
    public void noTouch(boolean on) {
        throw new AssertionError("not landed");
    }

    public MemoryReport memoryReport() {
        throw new AssertionError("not landed");
    }

    public KeyspaceStats stats() {
        throw new AssertionError("not landed");
    }

    public Evictor evictor() {
        throw new AssertionError("not landed");
    }

    public RandomSource random() {
        throw new AssertionError("not landed");
    }

    // Snapshots and loading

    /** Begins a snapshot of everything as it is now; at most one at a time. */
    public Snapshot beginSnapshot(ImageSink sink) {
        throw new AssertionError("not landed");
    }

    /** Hands one entry over as it is now: what DUMP encodes. */
    public void image(int database, long entry, ImageSink sink) {
        throw new AssertionError("not landed");
    }

    /** How many hashes have fields that expire: decides which version of the file format a snapshot needs. */
    public long expiringHashes() {
        throw new AssertionError("not landed");
    }

    public ValueLoader loader() {
        throw new AssertionError("not landed");
    }

    // For the type views

    public Memory memory() {
        throw new AssertionError("not landed");
    }

    public Allocator allocator() {
        throw new AssertionError("not landed");
    }

    public ElementTable elements() {
        throw new AssertionError("not landed");
    }

    /** Gives the memory back; nothing may be used afterwards. */
    @Override
    public void close() {
        throw new AssertionError("not landed");
    }
}
