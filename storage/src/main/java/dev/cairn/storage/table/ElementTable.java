// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryBlocks;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.expiry.DeadlineIndex;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.time.RandomSource;
import dev.cairn.storage.tree.ScoreTree;
import dev.cairn.storage.tree.ScoreTreeBuilder;

/**
 * Big collections: tables of elements, each an entry of its own ({@code EntryLayout}: the field or member is its key).
 *
 * <p>One object serves all collections of a keyspace; a collection is the address of its root. Every method that changes
 * something hands the before-image to a running snapshot, counts the bytes, and keeps the index of deadlines in step.
 * What remains to the caller is to announce the change of the key ({@code Database.changed}).
 */
public final class ElementTable {
    /** So many elements are sorted before they get their places. */
    private static final int MANY = 1024;

    private final SwissTable table;
    private final EntryBlocks blocks;
    private final DeadlineIndex deadlines;
    private final Memory memory;
    private final ScoreTree order;
    private final PendingFrees pendingFrees;
    private final HashWalk walk;
    private final ElementCompaction compaction;
    private final TableCopy copies;
    private ElementWatch watch;
    private long expiringCollections;

    public ElementTable(
            SwissTable table,
            EntryBlocks blocks,
            Allocator allocator,
            DeadlineIndex deadlines,
            ScoreTree order,
            PendingFrees pendingFrees) {
        this.table = table;
        this.blocks = blocks;
        this.deadlines = deadlines;
        this.order = order;
        this.memory = table.memory();
        this.pendingFrees = pendingFrees;
        this.walk = new HashWalk(table);
        this.compaction = new ElementCompaction(table, blocks, deadlines, order, batch());
        this.copies = new TableCopy(table, blocks, allocator);
    }

    /** Lets a snapshot that has begun watch the collections; null when it has ended. */
    public void watch(ElementWatch newWatch) {
        watch = newWatch;
    }

    /** Makes an empty collection and returns its root. */
    public long create() {
        return table.create();
    }

    public long count(long root) {
        return table.count(root);
    }

    /** Makes an empty table as large as so many elements will need, as far as there is memory. */
    public void expect(long root, long elements) {
        table.presize(root, elements);
    }

    /** The element with this name, or 0. */
    public long find(long root, ByteSlice name) {
        return table.find(root, table.hash(name), name);
    }

    /** Computes the hashes of some elements' names. */
    public void hashes(long[] elements, int count, long[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = table.hashOf(elements[i]);
        }
    }

    /** Looks up the names of some elements of another collection, which have these hashes: 0 for those that are not here. */
    public void findAll(long root, long[] others, long[] hashes, int count, long[] found) {
        table.findAll(root, others, hashes, count, found);
    }

    /**
     * Adds or replaces an element.
     *
     * @param expireAtMillis the element's expiry, -1 for none
     * @return whether the element is new
     */
    public boolean put(long root, ByteSlice name, ByteSlice value, long expireAtMillis) {
        long hash = table.hash(name);
        long old = table.find(root, hash, name);
        if (old != 0) {
            beforeChange(root, old, hash);
            if (overwrite(root, old, hash, value, expireAtMillis)) {
                return false;
            }
        }
        long made =
                blocks.make(name, ValueType.HASH, Encoding.RAW, value.length(), expireAtMillis, 0);
        memory.copyIn(value, EntryLayout.valueAddress(memory, made));
        enter(root, hash, old, made);
        return old == 0;
    }

    /** Adds an element that is known to be new, from bytes in the region: conversions do that. */
    public void add(long root, StoredBytes name, StoredBytes value, long expireAtMillis) {
        long made = makeFrom(name, value, expireAtMillis);
        enter(root, table.hashOf(made), 0, made);
    }

    /** Adds a copy of another collection's element, which is known to be new; its hash, or 0 where that is not known. */
    public void addCopy(long root, long element, long hash) {
        long made = blocks.copy(element);
        enter(root, hash == 0 ? table.hashOf(made) : hash, 0, made);
    }

    /** Adds an element that is known to be new and whose value is a number of 64 bits; returns its address. */
    public long add(long root, ByteSlice name, long value) {
        long made = blocks.make(name, ValueType.HASH, Encoding.RAW, Long.BYTES, -1, 0);
        memory.putLong(EntryLayout.inlineAddress(memory, made), value);
        enter(root, table.hash(name), 0, made);
        return made;
    }

    /** Removes an element; false if there is none. The collection may be empty afterwards. */
    public boolean remove(long root, ByteSlice name) {
        long hash = table.hash(name);
        long element = table.find(root, hash, name);
        if (element == 0) {
            return false;
        }
        remove(root, element, hash);
        return true;
    }

    /** Removes an element of this collection. */
    public void removeElement(long root, long element) {
        remove(root, element, table.hashOf(element));
    }

    private void remove(long root, long element, long hash) {
        beforeChange(root, element, hash);
        removeTold(root, element, hash);
    }

    /** Removes an element that a running snapshot has been told of. */
    void removeTold(long root, long element, long hash) {
        long expireAtMillis = EntryLayout.expireAtMillis(memory, element);
        if (expireAtMillis >= 0) {
            unfile(root, expireAtMillis, hash);
        }
        table.remove(root, hash, element);
        table.own(root, -blocks.footprint(element));
        blocks.free(element);
    }

    /** An element is about to be changed where it lies: a running snapshot gets it as it was. */
    public void beforeChange(long root, long element) {
        if (watch != null && RootLayout.snapshot(memory, root) != 0) {
            watch.beforeChange(root, element, table.hashOf(element));
        }
    }

    /** Sets (or with -1 clears) the expiry of an element of this collection and returns the element's new address. */
    public long setExpireAtMillis(long root, long element, long expireAtMillis) {
        long old = EntryLayout.expireAtMillis(memory, element);
        if (old == expireAtMillis) {
            return element;
        }
        long hash = table.hashOf(element);
        beforeChange(root, element, hash);
        if (expireAtMillis >= 0) {
            file(root, expireAtMillis, hash);
        }
        long before = blocks.footprint(element);
        long made = withExpiry(root, element, hash, expireAtMillis);
        if (old >= 0) {
            unfile(root, old, hash);
        }
        if (made != element) {
            table.replace(root, hash, element, made);
            table.own(root, blocks.footprint(made) - before);
        }
        return made;
    }

    /** The earliest of the elements' deadlines, {@code Long.MAX_VALUE} if none expires. */
    public long earliestDeadline(long root) {
        return deadlines.firstDeadline(RootLayout.deadlines(root));
    }

    /** An element whose deadline has passed at this time, or 0; finding it costs little, however many elements there are. */
    public long due(long root, long nowMillis) {
        long handle = RootLayout.deadlines(root);
        long deadline = deadlines.firstDeadline(handle);
        if (deadline >= nowMillis) {
            return 0;
        }
        long hash = deadlines.firstHash(handle);
        for (int skip = 0; ; skip++) {
            long element = table.findHash(root, hash, skip);
            assert element != 0 : "a deadline without its element";
            if (EntryLayout.expireAtMillis(memory, element) == deadline) {
                return element;
            }
        }
    }

    /** How many elements carry an expiry. */
    public long expiring(long root) {
        return deadlines.count(RootLayout.deadlines(root));
    }

    /** How many collections have elements that expire. */
    public long expiringCollections() {
        return expiringCollections;
    }

    /** Scans on from a cursor; returns the next cursor, 0 at the end. Cursors stay good whatever happens between. */
    public long scan(long root, long cursor, int count, ElementVisitor visitor) {
        long position = cursor;
        int shown = 0;
        do {
            position = walk.step(root, position);
            for (int i = 0; i < walk.count(); i++) {
                visitor.element(walk.entry(i));
            }
            // Empty groups count too, so that a sparse table does not hold the thread.
            shown += Math.max(1, walk.count());
        } while (position != 0 && shown < count);
        return position;
    }

    /** One element, each with the same chance; 0 if there is none. */
    public long random(long root, RandomSource random) {
        return table.random(root, random);
    }

    /** Bytes of all blocks that the collection owns. */
    public long bytes(long root) {
        return table.ownedBytes(root);
    }

    /** A new walker over collections. */
    public TableCursor cursor() {
        return new TableCursor(table);
    }

    /** Frees a collection that no entry owns (any more), in slices. */
    public void free(long root) {
        if (RootLayout.snapshot(memory, root) != 0 && watch != null && watch.adopt(root)) {
            return;
        }
        if (expiring(root) > 0) {
            expiringCollections--;
        }
        pendingFrees.add(root);
    }

    /** Room for elements that go together. */
    public ElementBatch batch() {
        return new ElementBatch(this, table);
    }

    /** A new walk in the order of the hashes, over any table. */
    public HashWalk walk() {
        return new HashWalk(table);
    }

    /** What a snapshot remembers about a collection, 0 for nothing; see {@link ElementWatch}. */
    public long remembered(long root) {
        return RootLayout.snapshot(memory, root);
    }

    public void remember(long root, long record) {
        RootLayout.putSnapshot(memory, root, record);
    }

    /** Moves elements and a segment of a collection out of sparse slabs, on from a position; returns the next one. */
    public long compact(long root, long position) {
        return compaction.step(root, position);
    }

    /** As {@link #compact}, of a collection's index: its order, with the elements in it, or its deadlines. */
    public long compactIndex(long root, long position) {
        return compaction.stepIndex(root, position);
    }

    /** A second collection with the same elements. */
    public long copy(long root) {
        long made = create();
        try {
            copies.fill(made, root);
            if (expiring(root) > 0) {
                fileAll(made);
            }
            if (order.count(RootLayout.order(root)) > 0) {
                arrange(made);
            }
        } catch (MemoryExhaustedException e) {
            free(made);
            throw e;
        }
        return made;
    }

    /** Files the deadlines of elements that have none in the index yet. */
    private void fileAll(long root) {
        TableCursor cursor = cursor().start(root);
        for (long element = cursor.next(); element != 0; element = cursor.next()) {
            long expireAtMillis = EntryLayout.expireAtMillis(memory, element);
            if (expireAtMillis >= 0) {
                file(root, expireAtMillis, table.hashOf(element));
            }
        }
    }

    /** Puts the elements, whose values are scores, in their order; they have none yet. */
    public void arrange(long root) {
        long before = order.bytes();
        try {
            if (count(root) < MANY || !arrangeAtOnce(root)) {
                TableCursor cursor = cursor().start(root);
                for (long element = cursor.next(); element != 0; element = cursor.next()) {
                    order.insert(RootLayout.order(root), element);
                }
            }
        } finally {
            table.own(root, order.bytes() - before);
        }
    }

    /** False, and nothing has happened, where there is no memory for that. */
    private boolean arrangeAtOnce(long root) {
        try (ScoreTreeBuilder builder = order.builder()) {
            TableCursor cursor = cursor().start(root);
            for (long element = cursor.next(); element != 0; element = cursor.next()) {
                builder.add(element);
            }
            builder.build(RootLayout.order(root));
            return true;
        } catch (MemoryExhaustedException e) {
            return false;
        }
    }

    private long makeFrom(StoredBytes name, StoredBytes value, long expireAtMillis) {
        if (name.isInteger() || value.isInteger()) {
            ByteSlice text = ByteSlice.of(name.toBytes());
            ByteSlice other = ByteSlice.of(value.toBytes());
            long made =
                    blocks.make(
                            text, ValueType.HASH, Encoding.RAW, other.length(), expireAtMillis, 0);
            memory.copyIn(other, EntryLayout.valueAddress(memory, made));
            return made;
        }
        long made =
                blocks.make(
                        name.address(),
                        name.length(),
                        ValueType.HASH,
                        Encoding.RAW,
                        value.length(),
                        expireAtMillis,
                        0);
        memory.move(value.address(), EntryLayout.valueAddress(memory, made), value.length());
        return made;
    }

    /** Overwrites a value by one of the same length; false if the element's size would change. */
    private boolean overwrite(
            long root, long element, long hash, ByteSlice value, long expireAtMillis) {
        long old = EntryLayout.expireAtMillis(memory, element);
        if (EntryLayout.valueLength(memory, element) != value.length()
                || (old >= 0) != (expireAtMillis >= 0)) {
            return false;
        }
        if (old != expireAtMillis) {
            file(root, expireAtMillis, hash);
            unfile(root, old, hash);
            EntryLayout.putExpireAtMillis(memory, element, expireAtMillis);
        }
        memory.copyIn(value, EntryLayout.valueAddress(memory, element));
        return true;
    }

    /** Puts a new element into the table, in place of the old one if there is one; frees it if that fails. */
    private void enter(long root, long hash, long old, long made) {
        long expireAtMillis = EntryLayout.expireAtMillis(memory, made);
        if (watch != null && RootLayout.snapshot(memory, root) != 0 && watch.isAhead(root, hash)) {
            int flags = EntryLayout.flags(memory, made);
            EntryLayout.putFlags(memory, made, flags | EntryLayout.HANDED);
        }
        boolean filed = false;
        try {
            if (expireAtMillis >= 0) {
                file(root, expireAtMillis, hash);
                filed = true;
            }
            if (old == 0) {
                table.insert(root, hash, made);
            }
        } catch (MemoryExhaustedException e) {
            if (filed) {
                unfile(root, expireAtMillis, hash);
            }
            blocks.free(made);
            throw e;
        }
        table.own(root, blocks.footprint(made));
        if (old != 0) {
            long oldExpiry = EntryLayout.expireAtMillis(memory, old);
            if (oldExpiry >= 0) {
                unfile(root, oldExpiry, hash);
            }
            table.replace(root, hash, old, made);
            table.own(root, -blocks.footprint(old));
            blocks.free(old);
        }
    }

    private long withExpiry(long root, long element, long hash, long expireAtMillis) {
        try {
            return blocks.withExpiry(element, expireAtMillis);
        } catch (MemoryExhaustedException e) {
            if (expireAtMillis >= 0) {
                unfile(root, expireAtMillis, hash);
            }
            throw e;
        }
    }

    void beforeChange(long root, long element, long hash) {
        if (watch != null && RootLayout.snapshot(memory, root) != 0) {
            watch.beforeChange(root, element, hash);
        }
    }

    private void file(long root, long deadline, long hash) {
        long handle = RootLayout.deadlines(root);
        long before = deadlines.bytes();
        deadlines.add(handle, deadline, hash);
        table.own(root, deadlines.bytes() - before);
        if (deadlines.count(handle) == 1) {
            expiringCollections++;
        }
    }

    private void unfile(long root, long deadline, long hash) {
        long handle = RootLayout.deadlines(root);
        long before = deadlines.bytes();
        deadlines.remove(handle, deadline, hash);
        table.own(root, deadlines.bytes() - before);
        if (deadlines.count(handle) == 0) {
            expiringCollections--;
        }
    }
}
