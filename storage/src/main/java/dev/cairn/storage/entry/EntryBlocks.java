// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.entry;

import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;

/**
 * Makes, reshapes and frees the blocks that entries are made of: the entry's own, and that of a long value.
 *
 * <p>Whatever changes an entry's size returns its address, which may be new; the old block is free then, and the caller
 * tells the table. If memory is exhausted nothing has changed.
 */
public final class EntryBlocks {
    private final Memory memory;
    private final Allocator allocator;

    public EntryBlocks(Memory memory, Allocator allocator) {
        this.memory = memory;
        this.allocator = allocator;
    }

    /** Makes an entry; the value is for the caller to write. */
    public long make(
            ByteSlice key,
            ValueType type,
            Encoding encoding,
            int valueLength,
            long expireAtMillis,
            int clock) {
        long entry = shape(type, encoding, key.length(), valueLength, expireAtMillis);
        EntryLayout.putClock(memory, entry, clock);
        memory.copyIn(key, EntryLayout.keyAddress(memory, entry));
        return entry;
    }

    /** As above, with a key that lies in the region. */
    public long make(
            long keyAddress,
            int keyLength,
            ValueType type,
            Encoding encoding,
            int valueLength,
            long expireAtMillis,
            int clock) {
        long entry = shape(type, encoding, keyLength, valueLength, expireAtMillis);
        EntryLayout.putClock(memory, entry, clock);
        memory.move(keyAddress, EntryLayout.keyAddress(memory, entry), keyLength);
        return entry;
    }

    /** Whether an entry's own block can take another value and expiry as it is. */
    public boolean canTake(long entry, int valueLength, boolean expires) {
        if (valueLength > EntryLayout.LONGEST_INLINE_VALUE
                || EntryLayout.isExternal(memory, entry)
                || EntryLayout.expires(memory, entry) != expires
                || EntryLayout.isBig(memory, entry)) {
            return false;
        }
        int keyLength = EntryLayout.keyLength(memory, entry);
        return EntryLayout.isWide(keyLength, valueLength) == EntryLayout.isWide(memory, entry)
                && allocator.suits(entry, EntryLayout.bytes(keyLength, valueLength, expires));
    }

    /** Gives an entry that {@link #canTake} it another value and expiry; the value is for the caller to write. */
    public void take(
            long entry, ValueType type, Encoding encoding, int valueLength, long expireAtMillis) {
        EntryLayout.putKind(memory, entry, type, encoding);
        EntryLayout.putInlineLength(memory, entry, valueLength);
        if (expireAtMillis >= 0) {
            EntryLayout.putExpireAtMillis(memory, entry, expireAtMillis);
        }
    }

    /** Frees an entry and its value's block; a big collection is the caller's. */
    public void free(long entry) {
        if (EntryLayout.isExternal(memory, entry)) {
            allocator.free(EntryLayout.valueAddress(memory, entry));
        }
        allocator.free(entry);
    }

    /** Frees an entry whose value's block now belongs to something else. */
    public void freeShell(long entry) {
        allocator.free(entry);
    }

    /** The bytes of the entry's blocks; without a big collection's. */
    public long footprint(long entry) {
        long bytes = allocator.footprint(entry);
        return EntryLayout.isExternal(memory, entry)
                ? bytes + allocator.footprint(EntryLayout.valueAddress(memory, entry))
                : bytes;
    }

    /** Changes the length of the value; what both lengths have in common is kept. */
    public long resizeValue(long entry, int newLength) {
        boolean external = EntryLayout.isExternal(memory, entry);
        if (external != newLength > EntryLayout.LONGEST_INLINE_VALUE) {
            return reshapeValue(entry, newLength);
        }
        return external ? resizeExternal(entry, newLength) : resizeInline(entry, newLength);
    }

    /** Gives the entry another value under the same key; the old one's bytes are gone. */
    public long replaceValue(long entry, ValueType type, Encoding encoding, int valueLength) {
        long made =
                make(
                        EntryLayout.keyAddress(memory, entry),
                        EntryLayout.keyLength(memory, entry),
                        type,
                        encoding,
                        valueLength,
                        EntryLayout.expireAtMillis(memory, entry),
                        EntryLayout.clock(memory, entry));
        keepHanded(entry, made);
        free(entry);
        return made;
    }

    /** Sets (or with -1 clears) the expiry. */
    public long withExpiry(long entry, long expireAtMillis) {
        if (EntryLayout.expires(memory, entry) == expireAtMillis >= 0) {
            if (expireAtMillis >= 0) {
                EntryLayout.putExpireAtMillis(memory, entry, expireAtMillis);
            }
            return entry;
        }
        return reshape(
                entry,
                EntryLayout.keyAddress(memory, entry),
                EntryLayout.keyLength(memory, entry),
                EntryLayout.inlineLength(memory, entry),
                expireAtMillis);
    }

    /** A second entry with another key, and with the value itself, which moves: the first one is a shell then. */
    public long withKey(long entry, ByteSlice key) {
        int inlineLength = EntryLayout.inlineLength(memory, entry);
        long made =
                allocate(
                        EntryLayout.bytes(
                                key.length(), inlineLength, EntryLayout.expires(memory, entry)));
        writeLike(
                entry, made, key.length(), inlineLength, EntryLayout.expireAtMillis(memory, entry));
        memory.copyIn(key, EntryLayout.keyAddress(memory, made));
        memory.move(
                EntryLayout.inlineAddress(memory, entry),
                EntryLayout.inlineAddress(memory, made),
                inlineLength);
        return made;
    }

    /** A copy of the entry's own block, which shares what lies outside it. */
    public long copyShell(long entry) {
        int keyLength = EntryLayout.keyLength(memory, entry);
        int inlineLength = EntryLayout.inlineLength(memory, entry);
        long bytes = EntryLayout.bytes(keyLength, inlineLength, EntryLayout.expires(memory, entry));
        long made = allocate(bytes);
        memory.move(entry, made, bytes);
        return made;
    }

    /** A copy of the entry and of its value's bytes. */
    public long copy(long entry) {
        long made = copyShell(entry);
        EntryLayout.mark(memory, made, EntryLayout.HANDED, false);
        if (EntryLayout.isExternal(memory, made)) {
            try {
                copyExternal(made);
            } catch (MemoryExhaustedException e) {
                allocator.free(made);
                throw e;
            }
        }
        return made;
    }

    /** Whether the entry's own block lies where {@link #compact} would move it from. */
    public boolean isSparse(long entry) {
        return allocator.isSparse(entry);
    }

    /** Moves the entry's blocks out of slabs that are sparse; returns its address, which may be new. */
    public long compact(long entry) {
        if (EntryLayout.isExternal(memory, entry)) {
            long block = EntryLayout.valueAddress(memory, entry);
            if (allocator.isSparse(block)) {
                copyExternal(entry);
                allocator.free(block);
            }
        }
        if (!allocator.isSparse(entry)) {
            return entry;
        }
        long made = copyShell(entry);
        allocator.free(entry);
        return made;
    }

    /** Gives the entry a copy of its external value, so that the block it had can go elsewhere. */
    public void copyExternal(long entry) {
        int length = EntryLayout.valueLength(memory, entry);
        long made = allocate(length);
        memory.move(EntryLayout.valueAddress(memory, entry), made, length);
        putExternal(entry, made, length);
    }

    private long shape(
            ValueType type,
            Encoding encoding,
            int keyLength,
            int valueLength,
            long expireAtMillis) {
        boolean external = valueLength > EntryLayout.LONGEST_INLINE_VALUE;
        int inlineLength = external ? EntryLayout.EXTERNAL_BYTES : valueLength;
        long entry = allocate(EntryLayout.bytes(keyLength, inlineLength, expireAtMillis >= 0));
        int flags = external ? EntryLayout.EXTERNAL : 0;
        EntryLayout.writeHeader(
                memory, entry, type, encoding, flags, keyLength, inlineLength, expireAtMillis);
        if (external) {
            try {
                putExternal(entry, allocate(valueLength), valueLength);
            } catch (MemoryExhaustedException e) {
                allocator.free(entry);
                throw e;
            }
        }
        return entry;
    }

    /** Moves a value into the entry, or out of it. */
    private long reshapeValue(long entry, int newLength) {
        long made =
                make(
                        EntryLayout.keyAddress(memory, entry),
                        EntryLayout.keyLength(memory, entry),
                        EntryLayout.type(memory, entry),
                        EntryLayout.encoding(memory, entry),
                        newLength,
                        EntryLayout.expireAtMillis(memory, entry),
                        EntryLayout.clock(memory, entry));
        keepHanded(entry, made);
        memory.move(
                EntryLayout.valueAddress(memory, entry),
                EntryLayout.valueAddress(memory, made),
                Math.min(newLength, EntryLayout.valueLength(memory, entry)));
        free(entry);
        return made;
    }

    private long resizeInline(long entry, int newLength) {
        int keyLength = EntryLayout.keyLength(memory, entry);
        long bytes = EntryLayout.bytes(keyLength, newLength, EntryLayout.expires(memory, entry));
        boolean wide = EntryLayout.isWide(memory, entry);
        if (allocator.suits(entry, bytes) && wide == EntryLayout.isWide(keyLength, newLength)) {
            EntryLayout.putInlineLength(memory, entry, newLength);
            return entry;
        }
        return reshape(
                entry,
                EntryLayout.keyAddress(memory, entry),
                keyLength,
                newLength,
                EntryLayout.expireAtMillis(memory, entry));
    }

    private long resizeExternal(long entry, int newLength) {
        long block = EntryLayout.valueAddress(memory, entry);
        int length = EntryLayout.valueLength(memory, entry);
        if (allocator.suits(block, newLength) || allocator.extend(block, newLength)) {
            putExternal(entry, block, newLength);
            return entry;
        }
        // A value that grows will grow again: with some room to spare it is not copied each time.
        long spare = newLength > length ? newLength >>> 3 : 0;
        long made = allocate(newLength + spare);
        memory.move(block, made, Math.min(length, newLength));
        allocator.free(block);
        putExternal(entry, made, newLength);
        return entry;
    }

    /** The same entry in a new block with another length of its parts; what lies outside stays. */
    private long reshape(
            long entry, long keyAddress, int keyLength, int inlineLength, long expireAtMillis) {
        long made = allocate(EntryLayout.bytes(keyLength, inlineLength, expireAtMillis >= 0));
        writeLike(entry, made, keyLength, inlineLength, expireAtMillis);
        memory.move(keyAddress, EntryLayout.keyAddress(memory, made), keyLength);
        memory.move(
                EntryLayout.inlineAddress(memory, entry),
                EntryLayout.inlineAddress(memory, made),
                Math.min(inlineLength, EntryLayout.inlineLength(memory, entry)));
        allocator.free(entry);
        return made;
    }

    private void writeLike(
            long entry, long made, int keyLength, int inlineLength, long expireAtMillis) {
        EntryLayout.writeHeader(
                memory,
                made,
                EntryLayout.type(memory, entry),
                EntryLayout.encoding(memory, entry),
                EntryLayout.flags(memory, entry),
                keyLength,
                inlineLength,
                expireAtMillis);
        EntryLayout.putClock(memory, made, EntryLayout.clock(memory, entry));
    }

    private void keepHanded(long entry, long made) {
        int handed = EntryLayout.flags(memory, entry) & EntryLayout.HANDED;
        EntryLayout.putFlags(memory, made, EntryLayout.flags(memory, made) | handed);
    }

    private void putExternal(long entry, long block, int length) {
        long inline = EntryLayout.inlineAddress(memory, entry);
        memory.putLong(inline, block);
        memory.putLong(inline + Long.BYTES, length);
    }

    private long allocate(long bytes) {
        return allocator.allocate(bytes);
    }
}
