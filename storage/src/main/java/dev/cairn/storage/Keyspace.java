// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.EntryBlocks;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.eviction.AccessClock;
import dev.cairn.storage.expiry.DeadlineIndex;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryAhead;
import dev.cairn.storage.memory.ScratchLongs;
import dev.cairn.storage.memory.ScratchSet;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.snapshot.EntryImage;
import dev.cairn.storage.snapshot.ImageSink;
import dev.cairn.storage.snapshot.Snapshot;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.KeyTable;
import dev.cairn.storage.table.KeyedHash;
import dev.cairn.storage.table.PendingFrees;
import dev.cairn.storage.table.ScoredTable;
import dev.cairn.storage.table.SwissTable;
import dev.cairn.storage.table.TableDrain;
import dev.cairn.storage.time.RandomSource;
import dev.cairn.storage.tree.LeafTree;
import dev.cairn.storage.tree.ScoreTree;
import dev.cairn.storage.type.stream.StreamValues;
import dev.cairn.storage.value.BigValues;
import dev.cairn.storage.value.LentStrings;

import java.util.Arrays;

/**
 * All databases of a server, in one region of off-heap memory: the front door of storage.
 *
 * <p>One thread owns it. It reads no clock: {@link #tick} tells the time, once per tick of the event loop.
 */
public final class Keyspace implements AutoCloseable {
    /** With references of 32 bits that count in granules of 64 bytes, no more can be addressed. */
    private static final long MOST_BYTES = 256L << 30;

    private static final int SMALLEST_GRANULE_SHIFT = 3;

    private final StorageConfig config;
    private final Memory memory;
    private final Allocator allocator;
    private final DeadlineIndex deadlines;
    private final ScoreTree order;
    private final SwissTable table;
    private final EntryBlocks blocks;
    private final PendingFrees pendingFrees;
    private final ElementTable elements;
    private final BigValues values;
    private final ScoredTable scored;
    private final KeyChanges keyChanges;
    private final Expirer expirer;
    private final RandomSource random;
    private final AccessClock access;
    private final ReadFence fence = new ReadFence();
    private final KeyspaceStats stats = new KeyspaceStats();
    private final Database[] databases;
    private final TableDrain.EntryRelease release;
    private final ValueLoader loader;
    private final Evictor evictor;
    private final Compactor compactor;
    private final Snapshot.Owner snapshotOwner =
            new Snapshot.Owner() {
                @Override
                public void ended() {
                    snapshotEnded();
                }

                @Override
                public void free(KeyTable keys) {
                    pendingFrees.add(keys.root());
                }
            };
    private final ByteSlice toldKey = new ByteSlice();
    private byte[] toldBytes = new byte[64];
    private KeyspaceListener listener;
    private ChangeListener[] changeListeners = {};
    private long nowMillis;
    private long changes;
    private boolean expiryEnabled = true;
    private boolean noTouch;
    private Snapshot snapshot;

    private Keyspace(StorageConfig config) {
        this.config = config;
        memory = Memory.reserve(Math.min(config.reserveBytes(), MOST_BYTES), config.hugePages());
        int shift = granuleShift(memory.bytes());
        allocator = new Allocator(memory, 1 << shift, config.debugMemory());
        KeyedHash hash = new KeyedHash(config.hashSeed1(), config.hashSeed2());
        table = new SwissTable(memory, allocator, hash, shift);
        deadlines = new DeadlineIndex(memory, allocator);
        blocks = new EntryBlocks(memory, allocator);
        order = new ScoreTree(memory, allocator, shift);
        pendingFrees = new PendingFrees(table, deadlines, order);
        elements = new ElementTable(table, blocks, allocator, deadlines, order, pendingFrees);
        scored = new ScoredTable(table, elements, order);
        LeafTree trees = new LeafTree(memory, allocator);
        StreamValues streams = new StreamValues(memory, allocator, trees);
        LentStrings lent = new LentStrings(memory, allocator, blocks);
        values = new BigValues(memory, elements, trees, streams, pendingFrees, lent);
        keyChanges = new KeyChanges(memory, allocator, table, blocks, values);
        release = keyChanges::release;
        random = new RandomSource(config.randomSeed());
        access = new AccessClock(memory, random);
        expirer = new Expirer(this, table);
        databases = new Database[config.databases()];
        for (int i = 0; i < databases.length; i++) {
            databases[i] = new Database(i, this, new KeyTable(table, deadlines));
        }
        loader = new ValueLoader(this);
        evictor = new Evictor(this, table);
        compactor = new Compactor(this, table);
    }

    /** Reserves the memory and opens empty databases. */
    public static Keyspace open(StorageConfig config) {
        return new Keyspace(config);
    }

    public StorageConfig config() {
        return config;
    }

    /** What the machine refused, in words for the log, or an empty text. */
    public String notice() {
        return memory.notice();
    }

    public int databaseCount() {
        return databases.length;
    }

    public Database database(int index) {
        return databases[index];
    }

    /** Exchanges the contents of two databases. Counts a change. */
    public void swap(int a, int b) {
        changes++;
        databases[a].exchange(databases[b].exchange(databases[a].keys()));
        fence.wroteEverything();
        for (ChangeListener hearing : changeListeners) {
            hearing.swapped(a, b);
        }
    }

    /** Empties a database, or all of them (-1), in bounded time; the memory is freed in slices. Counts a change. */
    public void flush(int database, boolean lazy) {
        changes++;
        for (int i = 0; i < databases.length; i++) {
            if (database < 0 || database == i) {
                discard(databases[i].exchange(new KeyTable(table, deadlines)));
                for (ChangeListener hearing : changeListeners) {
                    hearing.flushed(i);
                }
            }
        }
        fence.wroteEverything();
    }

    // Time

    /** Tells the time in milliseconds since 1970, by which keys expire and accesses are recorded. */
    public void tick(long newNowMillis) {
        nowMillis = newNowMillis;
        allocator.tick(newNowMillis);
        access.tick(
                newNowMillis,
                config.maxmemoryPolicy(),
                config.lfuLogFactor(),
                config.lfuDecayTimeMinutes());
    }

    public long nowMillis() {
        return nowMillis;
    }

    /** Whether keys expire by themselves; not while data are loaded, when tables grow fast instead. True at first. */
    public void expiryEnabled(boolean enabled) {
        expiryEnabled = enabled;
        table.growInLeaps(!enabled);
        if (enabled) {
            for (Database database : databases) {
                database.keys().trim();
            }
        }
    }

    /** Whether a key or a field with this expiry (-1 for none) counts as gone now: as in Valkey, once it has passed. */
    public boolean isDue(long expireAtMillis) {
        return expireAtMillis >= 0 && expireAtMillis < nowMillis && expiryEnabled;
    }

    /** Removes keys and hash fields that are due, at most this many; returns how many. Tells the listener. */
    public int expireDue(int limit) {
        return expirer.expireDue(limit);
    }

    /** The earliest deadline of any key or field, {@code Long.MAX_VALUE} if there is none; it is due once it has passed. */
    public long nextExpiryMillis() {
        return expirer.firstDeadline();
    }

    // Changes

    public void listener(KeyspaceListener newListener) {
        listener = newListener;
    }

    /** Adds somebody who hears of every change of a key from now on; nobody, as at first, costs nothing. */
    public void addChangeListener(ChangeListener added) {
        ChangeListener[] more = Arrays.copyOf(changeListeners, changeListeners.length + 1);
        more[changeListeners.length] = added;
        changeListeners = more;
    }

    /** Takes one out that has been added. */
    public void removeChangeListener(ChangeListener removed) {
        changeListeners =
                Arrays.stream(changeListeners)
                        .filter(hearing -> hearing != removed)
                        .toArray(ChangeListener[]::new);
    }

    /** Changes that commands made so far; what expiry and eviction remove does not count. */
    public long changes() {
        return changes;
    }

    /** Stands still as long as no change has even begun, be it a command's or one that comes by itself. */
    public long changesBegun() {
        return changes + keyChanges.begun();
    }

    /** What tells a read which writes it has to wait for. */
    public ReadFence fence() {
        return fence;
    }

    // Housekeeping and reports

    /** Does pending work in small steps: freeing, compacting, giving memory back. Returns whether there is more to do. */
    public boolean housekeep(int steps) {
        for (int i = 0; i < steps; i++) {
            if (!freePending() && !discardSnapshot() && !compact() && !allocator.release()) {
                return false;
            }
        }
        return true;
    }

    /** Lets another thread have memory at hand while data are loaded. */
    public MemoryAhead memoryAhead() {
        return allocator.ahead();
    }

    /** Whether time alone has made work for {@link #housekeep}: memory that was freed long enough ago. */
    public boolean isReleaseDue() {
        return allocator.isReleaseDue();
    }

    /** Lets {@link #housekeep} give back all memory that is free, even what has been freed just now. */
    public void purge() {
        allocator.endRest();
    }

    /** While true, lookups leave no access behind (CLIENT NO-TOUCH). */
    public void noTouch(boolean on) {
        noTouch = on;
    }

    public MemoryReport memoryReport() {
        long used = allocator.liveBytes();
        long overhead = table.structureBytes() + deadlines.bytes() + order.bytes();
        return new MemoryReport(
                used,
                allocator.committedBytes(),
                overhead,
                used - overhead,
                allocator.liveBlocks(),
                values.pendingBytes(),
                values.waiting(),
                heldBytes(),
                memory.bytes(),
                allocator.peakBytes());
    }

    public KeyspaceStats stats() {
        return stats;
    }

    public Evictor evictor() {
        return evictor;
    }

    public RandomSource random() {
        return random;
    }

    // Snapshots and loading

    /** Begins a snapshot of everything as it is now; at most one at a time. */
    public Snapshot beginSnapshot(ImageSink sink) {
        while (discardSnapshot()) {
            // A snapshot that was cancelled a moment ago has left marks in entries.
        }
        if (snapshot != null) {
            throw new IllegalStateException("a snapshot is running already");
        }
        KeyTable[] tables = Arrays.stream(databases).map(Database::keys).toArray(KeyTable[]::new);
        snapshot = new Snapshot(store(), tables, sink, snapshotOwner);
        keyChanges.images(snapshot);
        elements.watch(snapshot.elementWatch());
        values.trees().watch(snapshot.leafWatch());
        return snapshot;
    }

    /** Hands one entry over as it is now: what DUMP encodes. */
    public void image(int database, long entry, ImageSink sink) {
        new EntryImage(store()).write(database, entry, sink);
    }

    /** How many hashes have fields that expire: decides which version of the file format a snapshot needs. */
    public long expiringHashes() {
        return elements.expiringCollections();
    }

    public ValueLoader loader() {
        return loader;
    }

    // For the type views

    public Memory memory() {
        return memory;
    }

    public Allocator allocator() {
        return allocator;
    }

    /** Numbers that a command remembers while it runs. */
    public ScratchLongs scratchLongs() {
        return new ScratchLongs(memory, allocator);
    }

    /** What a command has met while it runs: at most this many things that are there. */
    public ScratchSet scratchSet(long most) {
        return new ScratchSet(memory, allocator, most);
    }

    public ElementTable elements() {
        return elements;
    }

    public LeafTree trees() {
        return values.trees();
    }

    public ScoredTable scored() {
        return scored;
    }

    /** Gives the memory back; nothing may be used afterwards. */
    @Override
    public void close() {
        memory.close();
    }

    // For this package

    SwissTable table() {
        return table;
    }

    EntryBlocks blocks() {
        return blocks;
    }

    BigValues values() {
        return values;
    }

    KeyChanges keyChanges() {
        return keyChanges;
    }

    AccessClock access() {
        return access;
    }

    /** Frees some of what waits to be freed; returns whether there is more. */
    boolean freePending() {
        long before = values.freed();
        boolean more = values.freeSome(release);
        stats.countFreedInSlices(values.freed() - before);
        return more;
    }

    /** Bytes that no key has any more, and a running snapshot or a reply still needs. */
    long heldBytes() {
        return (snapshot == null ? 0 : snapshot.heldBytes()) + values.lent().leftBytes();
    }

    void noteChange(int database, long hash) {
        noteQuietChange(hash);
        tellChanged(database, hash);
    }

    void noteQuietChange(long hash) {
        changes++;
        fence.wrote(hash);
    }

    void tellChanged(int database, long hash) {
        for (ChangeListener hearing : changeListeners) {
            hearing.changed(database, hash);
        }
    }

    void touch(long entry) {
        if (!noTouch) {
            access.touch(entry);
        }
    }

    /** The access clock for an entry that takes the place of an old one, 0 if there is none. */
    int clockOfNew(long old) {
        return old == 0 ? access.fresh() : EntryLayout.clock(memory, old);
    }

    void tellRemoved(int database, StoredBytes key, long hash, Removal why) {
        tellChanged(database, hash);
        if (why == Removal.EXPIRED) {
            stats.countExpiredKey();
        } else {
            stats.countEvictedKey();
        }
        if (listener != null) {
            listener.removed(database, told(key), why);
        }
    }

    void tellFieldsExpired(
            int database, StoredBytes key, long hash, ByteSlice[] fields, int count) {
        tellChanged(database, hash);
        if (listener != null) {
            listener.fieldsExpired(database, told(key), fields, count);
        }
    }

    /** Frees keys that no database has any more. */
    private void discard(KeyTable keys) {
        if (keys.root() != 0 && (snapshot == null || !snapshot.adopt(keys))) {
            pendingFrees.add(keys.root());
        }
    }

    /** Walks on for a snapshot that was cancelled; returns whether there is more to walk. */
    private boolean discardSnapshot() {
        return snapshot != null && snapshot.isDiscarding() && !snapshot.advance(1);
    }

    /** Moves some entries; not while a snapshot may hold their blocks. */
    private boolean compact() {
        return snapshot == null && compactor.step();
    }

    private Snapshot.Store store() {
        return new Snapshot.Store(memory, allocator, blocks, values, access);
    }

    private void snapshotEnded() {
        snapshot = null;
        keyChanges.images(null);
        elements.watch(null);
        values.trees().watch(null);
    }

    private ByteSlice told(StoredBytes key) {
        if (key.length() > toldBytes.length) {
            toldBytes = new byte[key.length()];
        }
        key.copyTo(toldBytes, 0);
        return toldKey.set(toldBytes, 0, key.length());
    }

    private static int granuleShift(long bytes) {
        int shift = SMALLEST_GRANULE_SHIFT;
        while (bytes >>> shift > 1L << 32) {
            shift++;
        }
        return shift;
    }
}
