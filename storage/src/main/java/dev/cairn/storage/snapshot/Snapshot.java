// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import dev.cairn.storage.entry.EntryBlocks;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.eviction.AccessClock;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.table.ElementWatch;
import dev.cairn.storage.table.HashWalk;
import dev.cairn.storage.table.KeyTable;
import dev.cairn.storage.tree.LeafWatch;
import dev.cairn.storage.value.BigValues;

import java.util.ArrayDeque;

/**
 * A snapshot in progress: the keyspace exactly as it was when the snapshot began, handed to an {@link ImageSink} while
 * commands go on.
 *
 * <p>The command thread calls {@link #advance} between commands until it returns true. The walk passes table after
 * table in the order of the hashes, so one position tells what it has passed. What a command changes ahead of the walk
 * is handed over at the moment of its first change; a bit in the entry says so, which the walk clears when it gets
 * there. What a command adds ahead of the walk gets the bit at birth. The tables are those that there were at the start,
 * whatever database they belong to by now; one that was flushed is walked all the same, and freed then.
 */
public final class Snapshot implements BeforeImages {
    /** What the snapshot needs of the keyspace. */
    public record Store(
            Memory memory,
            Allocator allocator,
            EntryBlocks blocks,
            BigValues values,
            AccessClock access) {}

    /** What happens when the snapshot is over, and to flushed tables that it has passed. */
    public interface Owner {
        void ended();

        void free(KeyTable keys);
    }

    /** A value of more bytes is enough for one step of the walk; copying takes some ten microseconds. */
    private static final int LONG_BYTES = 64 << 10;

    /** So many bytes are enough for one call, whatever the number of steps. */
    private static final long BYTES_PER_CALL = 256 << 10;

    private final Memory memory;
    private final Owner owner;
    private final KeyTable[] tables;
    private final boolean[] flushed;
    private final long[] keysPerDatabase;
    private final long[] expiresPerDatabase;
    private final ImageWriter writer;

    /** Before-images that come while the writer is in the middle of a big value. */
    private final ImageWriter between;

    private final ArrayDeque<Chunk> waiting = new ArrayDeque<>();
    private final HeldValues held;
    private final HashWalk walk;
    private ImageSink sink;
    private int place;
    private long position;
    private long walkedKeys;
    private long totalKeys;
    private boolean discarding;
    private boolean ended;

    private static final class Chunk {
        private final byte[] bytes;
        private final int length;

        Chunk(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }

    /**
     * Begins a snapshot.
     *
     * @param tables the databases' tables, by database
     */
    public Snapshot(Store store, KeyTable[] tables, ImageSink sink, Owner owner) {
        this.memory = store.memory();
        this.owner = owner;
        this.tables = tables;
        this.flushed = new boolean[tables.length];
        this.keysPerDatabase = new long[tables.length];
        this.expiresPerDatabase = new long[tables.length];
        this.writer = new ImageWriter(memory, store.access());
        this.between = new ImageWriter(memory, store.access());
        this.held = new HeldValues(store, writer);
        this.walk = store.values().tables().walk();
        this.sink = sink;
        writer.start(sink, sink::accept);
        between.start(sink, this::acceptBetween);
        for (int i = 0; i < tables.length; i++) {
            tables[i].walkPlace(i);
            keysPerDatabase[i] = tables[i].count();
            expiresPerDatabase[i] = tables[i].expires();
            totalKeys += keysPerDatabase[i];
        }
    }

    /**
     * Walks on for at most about this many steps (a step is a group of keys, or a few elements of a big collection;
     * each takes a few microseconds), fewer if the sink is full or values are long.
     *
     * @return whether the snapshot is complete; everything has been accepted by the sink then
     */
    public boolean advance(int steps) {
        try {
            long enough = writer.written() + BYTES_PER_CALL;
            for (int i = 0; i < steps && !ended && !sink.full() && writer.written() < enough; i++) {
                if (!held.isEmpty()) {
                    stepHeld();
                } else if (place < tables.length) {
                    stepTable();
                } else {
                    end();
                }
            }
        } catch (MemoryExhaustedException e) {
            // A value that has to wait for its turn found no room to do so; the walk goes on when
            // there is some.
            return false;
        }
        return ended;
    }

    /** Keys handed over so far. */
    public long walkedKeys() {
        return walkedKeys;
    }

    /** Keys that there were at the start. */
    public long totalKeys() {
        return totalKeys;
    }

    /** Ends the snapshot before it is complete: the sink gets nothing more. */
    public void cancel() {
        if (!ended && !discarding) {
            discarding = true;
            waiting.clear();
            sink = new DiscardingSink();
            writer.start(sink, sink::accept);
            between.start(sink, this::acceptBetween);
        }
    }

    /** Whether the snapshot was cancelled; the keyspace goes on advancing it then, for the bits it left in entries. */
    public boolean isDiscarding() {
        return discarding;
    }

    /** Keys per database as of the start; RDB's RESIZEDB wants them. */
    public long[] keysPerDatabase() {
        return keysPerDatabase.clone();
    }

    /** Keys with an expiry per database as of the start. */
    public long[] expiresPerDatabase() {
        return expiresPerDatabase.clone();
    }

    /** Bytes of the region that are held for the snapshot alone; strings are lent to it. */
    public long heldBytes() {
        return held.bytes();
    }

    /** Who hears of changes of elements. */
    public ElementWatch elementWatch() {
        return held;
    }

    /** Who hears of held trees that lose their owner. */
    public LeafWatch leafWatch() {
        return held;
    }

    /** Leaves a flushed table to the snapshot, which frees it later; false if the snapshot does not need it. */
    public boolean adopt(KeyTable keys) {
        int its = keys.walkPlace();
        if (its < place) {
            return false;
        }
        flushed[its] = true;
        return true;
    }

    @Override
    public boolean isAhead(KeyTable keys, long hash) {
        int its = keys.walkPlace();
        return its > place || (its == place && Long.compareUnsigned(hash, position) >= 0);
    }

    @Override
    public void beforeChange(KeyTable keys, long entry, long hash) {
        if (!isHanded(entry) && isAhead(keys, hash)) {
            handOver(keys.walkPlace(), entry, held.isBegun() ? between : writer);
            EntryLayout.mark(memory, entry, EntryLayout.HANDED, true);
        }
    }

    private void stepHeld() {
        if (held.step() && (between.isPending() || !waiting.isEmpty())) {
            // The big value is complete: what had to wait for that may go now.
            writer.flush();
            between.flush();
            while (!waiting.isEmpty()) {
                Chunk chunk = waiting.poll();
                sink.accept(chunk.bytes, chunk.length);
            }
        }
    }

    private void stepTable() {
        long next = walk.step(tables[place].root(), position);
        // What may fail comes first, and leaves its mark, so that the group can be walked again.
        for (int i = 0; i < walk.count(); i++) {
            long entry = walk.entry(i);
            boolean isLong = EntryLayout.valueLength(memory, entry) > LONG_BYTES;
            if (!isHanded(entry) && (isLong || isBig(entry))) {
                handOver(place, entry, writer);
                EntryLayout.mark(memory, entry, EntryLayout.HANDED, true);
                if (isLong) {
                    // The mark says where the next step goes on in this group.
                    return;
                }
            }
        }
        for (int i = 0; i < walk.count(); i++) {
            long entry = walk.entry(i);
            if (isHanded(entry)) {
                EntryLayout.mark(memory, entry, EntryLayout.HANDED, false);
            } else {
                handOver(place, entry, writer);
            }
        }
        position = next;
        if (next == 0) {
            leaveTable();
        }
    }

    private void leaveTable() {
        KeyTable keys = tables[place];
        keys.walkPlace(KeyTable.NOT_WALKED);
        boolean free = flushed[place];
        tables[place] = null;
        place++;
        if (free) {
            owner.free(keys);
        }
    }

    private void handOver(int database, long entry, ImageWriter to) {
        if (isBig(entry)) {
            held.hold(database, entry);
        } else {
            to.whole(database, entry);
        }
        walkedKeys++;
    }

    private boolean isHanded(long entry) {
        return (EntryLayout.flags(memory, entry) & EntryLayout.HANDED) != 0;
    }

    private boolean isBig(long entry) {
        return EntryLayout.isBig(memory, entry)
                || EntryLayout.valueLength(memory, entry) > ImageReader.LONGEST_WHOLE_STRING;
    }

    private void end() {
        writer.flush();
        between.flush();
        ended = true;
        owner.ended();
    }

    private void acceptBetween(byte[] chunk, int length) {
        if (held.isBegun()) {
            waiting.add(new Chunk(chunk, length));
        } else {
            sink.accept(chunk, length);
        }
    }

    /** Takes what is left of a snapshot that nobody wants any more. */
    private static final class DiscardingSink implements ImageSink {
        private byte[] spare = new byte[CHUNK_BYTES];

        @Override
        public byte[] borrow(int atLeast) {
            if (spare.length < atLeast) {
                spare = new byte[atLeast];
            }
            return spare;
        }

        @Override
        public void accept(byte[] chunk, int length) {
            // Nobody reads it.
        }

        @Override
        public boolean full() {
            return false;
        }
    }
}
