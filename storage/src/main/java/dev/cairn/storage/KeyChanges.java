// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryBlocks;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.snapshot.BeforeImages;
import dev.cairn.storage.table.KeyTable;
import dev.cairn.storage.table.SwissTable;
import dev.cairn.storage.value.BigValues;
import dev.cairn.storage.value.LentStrings;

/**
 * Changes entries and everything that knows about them: the table, the index of deadlines, the counts, and a running
 * snapshot. What a method is given as an entry is in the given table.
 *
 * <p>Each method first does what may run out of memory, so that then nothing has changed.
 */
final class KeyChanges {
    private final Memory memory;
    private final Allocator allocator;
    private final SwissTable table;
    private final EntryBlocks blocks;
    private final BigValues values;
    private final LentStrings lent;

    /** The running snapshot, or null. */
    private BeforeImages images;

    private long begun;

    KeyChanges(
            Memory memory,
            Allocator allocator,
            SwissTable table,
            EntryBlocks blocks,
            BigValues values) {
        this.memory = memory;
        this.allocator = allocator;
        this.table = table;
        this.blocks = blocks;
        this.values = values;
        this.lent = values.lent();
    }

    void images(BeforeImages running) {
        images = running;
    }

    /** How many changes have been begun, whether or not they came to be; one may count more than once. */
    long begun() {
        return begun;
    }

    /**
     * Hands over the before-image, if a snapshot runs that needs it. Unless the entry {@code goes}, to be removed, replaced or
     * renamed, its value may be written to where it lies then; a string only after {@link #resizeValue}, as most commands that
     * may change one leave it or replace it.
     */
    void beforeChange(KeyTable keys, long hash, long entry, boolean goes) {
        begun++;
        if (images != null) {
            // Removing keys must be possible when memory is exhausted.
            allocator.reserveOpen(goes);
            try {
                images.beforeChange(keys, entry, hash);
            } finally {
                allocator.reserveOpen(false);
            }
        }
        if (!goes && EntryLayout.type(memory, entry) != ValueType.STRING) {
            lent.reclaim(entry);
        }
    }

    /** Makes an entry in place of the old one, if there is one. */
    long create(
            KeyTable keys,
            long hash,
            long old,
            ByteSlice key,
            ValueType type,
            Encoding encoding,
            int valueLength,
            long expireAtMillis,
            int clock) {
        if (old != 0 && blocks.canTake(old, valueLength, expireAtMillis >= 0)) {
            overwrite(keys, hash, old, type, encoding, valueLength, expireAtMillis);
            return old;
        }
        long made = blocks.make(key, type, encoding, valueLength, expireAtMillis, clock);
        if (encoding.isBig()) {
            EntryLayout.putRoot(memory, made, 0);
        }
        try {
            enter(keys, hash, old, made);
        } catch (MemoryExhaustedException e) {
            blocks.free(made);
            throw e;
        }
        return made;
    }

    private void overwrite(
            KeyTable keys,
            long hash,
            long entry,
            ValueType type,
            Encoding encoding,
            int valueLength,
            long expireAtMillis) {
        beforeChange(keys, hash, entry, true);
        if (expireAtMillis >= 0) {
            keys.refile(hash, deadline(entry), expireAtMillis);
            keys.discountExpiry(EntryLayout.expireAtMillis(memory, entry));
            keys.countExpiry(expireAtMillis);
        }
        blocks.take(entry, type, encoding, valueLength, expireAtMillis);
        if (encoding.isBig()) {
            EntryLayout.putRoot(memory, entry, 0);
        }
    }

    /** Puts an entry that is in no table in place of the old one, if there is one, which is freed. */
    void enter(KeyTable keys, long hash, long old, long made) {
        begun++;
        if (old != 0) {
            beforeChange(keys, hash, old, true);
        }
        boolean ahead = images != null && images.isAhead(keys, hash);
        EntryLayout.mark(memory, made, EntryLayout.HANDED, ahead);
        long root = keys.madeRoot();
        long oldDeadline = old == 0 ? Long.MAX_VALUE : deadline(old);
        keys.refile(hash, oldDeadline, deadline(made));
        if (old == 0) {
            try {
                table.insert(root, hash, made);
            } catch (MemoryExhaustedException e) {
                keys.refile(hash, deadline(made), oldDeadline);
                throw e;
            }
        } else {
            table.replace(root, hash, old, made);
            keys.discountExpiry(EntryLayout.expireAtMillis(memory, old));
            countElements(keys, old, -1);
            release(old);
        }
        keys.countExpiry(EntryLayout.expireAtMillis(memory, made));
        countElements(keys, made, 1);
    }

    /** Takes an entry out and frees it. */
    void remove(KeyTable keys, long hash, long entry) {
        beforeChange(keys, hash, entry, true);
        takeOut(keys, hash, entry);
        release(entry);
    }

    /** Takes an entry out, which stays as it is. */
    void takeOut(KeyTable keys, long hash, long entry) {
        keys.refile(hash, deadline(entry), Long.MAX_VALUE);
        keys.discountExpiry(EntryLayout.expireAtMillis(memory, entry));
        countElements(keys, entry, -1);
        table.remove(keys.root(), hash, entry);
    }

    long setExpireAt(KeyTable keys, long hash, long entry, long atMillis) {
        // The value stays where it is, so a long one need not be copied for a snapshot.
        beforeChange(keys, hash, entry, true);
        long old = EntryLayout.expireAtMillis(memory, entry);
        long filed = deadline(entry);
        long wanted = Math.min(atMillis < 0 ? Long.MAX_VALUE : atMillis, elementDeadline(entry));
        keys.refile(hash, filed, wanted);
        long made;
        try {
            made = blocks.withExpiry(entry, atMillis);
        } catch (MemoryExhaustedException e) {
            keys.refile(hash, wanted, filed);
            throw e;
        }
        keys.discountExpiry(old);
        keys.countExpiry(atMillis);
        moved(keys, hash, entry, made);
        return made;
    }

    long resizeValue(KeyTable keys, long entry, int newLength) {
        lent.reclaim(entry);
        long hash = table.hashOf(entry);
        long made = blocks.resizeValue(entry, newLength);
        moved(keys, hash, entry, made);
        return made;
    }

    long replaceValue(
            KeyTable keys, long entry, ValueType type, Encoding encoding, int valueLength) {
        long hash = table.hashOf(entry);
        long filed = deadline(entry);
        countElements(keys, entry, -1);
        long made = blocks.replaceValue(entry, type, encoding, valueLength);
        if (encoding.isBig()) {
            EntryLayout.putRoot(memory, made, 0);
        }
        keys.refile(hash, filed, ownDeadline(made));
        moved(keys, hash, entry, made);
        return made;
    }

    /** The elements of the entry have another earliest deadline. */
    void elementDeadline(KeyTable keys, long entry, long oldDeadline, long newDeadline) {
        long own = ownDeadline(entry);
        if ((oldDeadline == Long.MAX_VALUE) != (newDeadline == Long.MAX_VALUE)) {
            keys.countExpiringElements(oldDeadline == Long.MAX_VALUE ? 1 : -1);
        }
        // The elements have changed already.
        allocator.reserveOpen(true);
        try {
            keys.refile(
                    table.hashOf(entry), Math.min(own, oldDeadline), Math.min(own, newDeadline));
        } finally {
            allocator.reserveOpen(false);
        }
    }

    /** The entry under another key, for a table that {@link #enter} puts it into; the given one is a shell then. */
    long renamed(long entry, ByteSlice key) {
        return blocks.withKey(entry, key);
    }

    /** A copy of entry and value under another key, for a table that {@link #enter} puts it into. */
    long copied(long entry, ByteSlice key, int clock) {
        Encoding encoding = EntryLayout.encoding(memory, entry);
        int length = EntryLayout.valueLength(memory, entry);
        long made =
                blocks.make(
                        key,
                        EntryLayout.type(memory, entry),
                        encoding,
                        length,
                        EntryLayout.expireAtMillis(memory, entry),
                        clock);
        if (encoding.isBig()) {
            try {
                EntryLayout.putRoot(memory, made, values.copy(entry));
            } catch (MemoryExhaustedException e) {
                blocks.free(made);
                throw e;
            }
        } else {
            memory.move(
                    EntryLayout.valueAddress(memory, entry),
                    EntryLayout.valueAddress(memory, made),
                    length);
        }
        return made;
    }

    /** Moves an entry, and the root of its collection, out of slabs that are sparse. */
    long compact(KeyTable keys, long entry) {
        if (EntryLayout.isBig(memory, entry) && values.isTable(entry)) {
            long root = EntryLayout.root(memory, entry);
            EntryLayout.putRoot(memory, entry, allocator.compact(root));
        }
        if (lent.isLent(entry)) {
            return entry;
        }
        long made = blocks.compact(entry);
        if (made != entry) {
            table.replace(keys.root(), table.hashOf(made), entry, made);
        }
        return made;
    }

    void freeShell(long entry) {
        blocks.freeShell(entry);
    }

    /** Frees an entry that is in no table, and its value; whoever has borrowed the latter keeps it. */
    void release(long entry) {
        if (EntryLayout.isBig(memory, entry)) {
            values.free(entry);
            blocks.free(entry);
        } else if (lent.adopt(entry)) {
            blocks.freeShell(entry);
        } else {
            blocks.free(entry);
        }
    }

    private void moved(KeyTable keys, long hash, long entry, long made) {
        if (made != entry) {
            table.replace(keys.root(), hash, entry, made);
        }
    }

    /** What the index of deadlines files the entry under: the earlier of its own deadline and its elements'. */
    private long deadline(long entry) {
        return Math.min(ownDeadline(entry), elementDeadline(entry));
    }

    private long ownDeadline(long entry) {
        long expireAtMillis = EntryLayout.expireAtMillis(memory, entry);
        return expireAtMillis < 0 ? Long.MAX_VALUE : expireAtMillis;
    }

    private void countElements(KeyTable keys, long entry, int more) {
        if (elementDeadline(entry) != Long.MAX_VALUE) {
            keys.countExpiringElements(more);
        }
    }

    private long elementDeadline(long entry) {
        if (!EntryLayout.isBig(memory, entry)) {
            return Long.MAX_VALUE;
        }
        return values.earliestDeadline(entry);
    }
}
