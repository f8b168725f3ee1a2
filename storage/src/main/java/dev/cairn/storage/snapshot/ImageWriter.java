// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.eviction.AccessClock;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.type.packed.Listpack;

/** Writes records ({@link ImageLayout}) into chunks, and hands each chunk over when it is full. */
final class ImageWriter {
    /** Where full chunks go. */
    interface Outlet {
        void accept(byte[] chunk, int length);
    }

    private final Memory memory;
    private final AccessClock access;
    private ImageSink sink;
    private Outlet outlet;
    private byte[] chunk;
    private int length;

    /** The length of the record that was written last. */
    private int lastBytes;

    private long written;

    ImageWriter(Memory memory, AccessClock access) {
        this.memory = memory;
        this.access = access;
    }

    /** Borrows from a sink from now on, and hands full chunks to an outlet. */
    void start(ImageSink newSink, Outlet newOutlet) {
        sink = newSink;
        outlet = newOutlet;
        chunk = null;
        length = 0;
    }

    /** The bytes of all records so far. */
    long written() {
        return written;
    }

    /** Writes an entry whose value is small: a number, or bytes. */
    void whole(int database, long entry) {
        boolean integer = EntryLayout.encoding(memory, entry) == Encoding.INT;
        int payload = integer ? 0 : EntryLayout.valueLength(memory, entry);
        long value = EntryLayout.valueAddress(memory, entry);
        int at =
                head(
                        ImageLayout.WHOLE_KIND,
                        database,
                        entry,
                        integer ? memory.getLong(value) : 0,
                        integer ? ImageLayout.INTEGER : 0,
                        payload);
        if (!integer) {
            memory.copyOut(value, chunk, at, payload);
        }
    }

    /** Begins an entry whose value comes in elements or pieces. */
    void begin(int database, long entry, long count, boolean elementsExpire) {
        int flags = elementsExpire ? ImageLayout.ELEMENTS_EXPIRE : 0;
        head(ImageLayout.BEGIN_KIND, database, entry, count, flags, 0);
    }

    void element(long entry) {
        long key = EntryLayout.keyAddress(memory, entry);
        int keyLength = EntryLayout.keyLength(memory, entry);
        long expireAtMillis = EntryLayout.expireAtMillis(memory, entry);
        if (EntryLayout.isExternal(memory, entry)) {
            long value = EntryLayout.valueAddress(memory, entry);
            int valueLength = EntryLayout.valueLength(memory, entry);
            element(key, keyLength, value, valueLength, expireAtMillis);
        } else {
            // Key and value lie together, as they do in the record.
            int both = keyLength + EntryLayout.inlineLength(memory, entry);
            int at = elementHead(keyLength, both, expireAtMillis);
            memory.copyOut(key, chunk, at, both);
        }
    }

    /** Writes a piece of a string. */
    void piece(long address, int pieceLength) {
        element(address, pieceLength, address, 0, -1);
    }

    /** Writes a leaf of a tree: a listpack, and the leaf's key, its upper half first. */
    void leaf(long leaf, long keyHigh, long keyLow) {
        int bytes = Listpack.bytes(memory, leaf);
        int at = elementHead(bytes, (long) bytes + 2 * Long.BYTES, -1);
        memory.copyOut(leaf, chunk, at, bytes);
        int key = at + bytes;
        ImageLayout.putLong(chunk, key, Long.reverseBytes(keyHigh));
        ImageLayout.putLong(chunk, key + Long.BYTES, Long.reverseBytes(keyLow));
    }

    /** Writes a part of a stream: a kind, a number, and two pieces of bytes. */
    void part(int kind, long number, long first, int firstLength, long second, int secondLength) {
        element(first, firstLength, second, secondLength, number);
        chunk[length - lastBytes + ImageLayout.PART] = (byte) kind;
    }

    void end() {
        int at = reserve(ImageLayout.END_BYTES);
        chunk[at + ImageLayout.KIND] = ImageLayout.END_KIND;
    }

    /** Hands over what there is of the current chunk. */
    void flush() {
        if (length > 0) {
            byte[] full = chunk;
            int fullLength = length;
            chunk = null;
            length = 0;
            outlet.accept(full, fullLength);
        }
    }

    /** Whether records wait for their chunk to fill. */
    boolean isPending() {
        return length > 0;
    }

    private void element(
            long first, int firstLength, long second, int secondLength, long expireAtMillis) {
        int at = elementHead(firstLength, (long) firstLength + secondLength, expireAtMillis);
        memory.copyOut(first, chunk, at, firstLength);
        memory.copyOut(second, chunk, at + firstLength, secondLength);
    }

    /** Writes what comes before the parts of an element, and returns where they go. */
    private int elementHead(int firstLength, long partsLength, long expireAtMillis) {
        int at = reserve(ImageLayout.FIRST + partsLength);
        chunk[at + ImageLayout.KIND] = ImageLayout.ELEMENT_KIND;
        ImageLayout.putLong(chunk, at + ImageLayout.ELEMENT_EXPIRES, expireAtMillis);
        ImageLayout.putInt(chunk, at + ImageLayout.FIRST_LENGTH, firstLength);
        return at + ImageLayout.FIRST;
    }

    /** Writes what WHOLE and BEGIN have in common, and returns where the payload goes. */
    private int head(int kind, int database, long entry, long number, int flags, int payload) {
        int keyLength = EntryLayout.keyLength(memory, entry);
        int at = reserve(ImageLayout.KEY + (long) keyLength + payload);
        ValueType type = EntryLayout.type(memory, entry);
        Encoding encoding = EntryLayout.encoding(memory, entry);
        chunk[at + ImageLayout.KIND] = (byte) kind;
        chunk[at + ImageLayout.TYPE] = (byte) (type.code() | (encoding.code() << 4));
        chunk[at + ImageLayout.FLAGS] = (byte) flags;
        chunk[at + ImageLayout.FREQUENCY] = (byte) access.frequency(entry);
        ImageLayout.putInt(chunk, at + ImageLayout.DATABASE, database);
        ImageLayout.putInt(chunk, at + ImageLayout.IDLE, access.idleSeconds(entry));
        ImageLayout.putLong(
                chunk, at + ImageLayout.EXPIRES, EntryLayout.expireAtMillis(memory, entry));
        ImageLayout.putLong(chunk, at + ImageLayout.NUMBER, number);
        ImageLayout.putInt(chunk, at + ImageLayout.KEY_LENGTH, keyLength);
        memory.copyOut(
                EntryLayout.keyAddress(memory, entry), chunk, at + ImageLayout.KEY, keyLength);
        return at + ImageLayout.KEY + keyLength;
    }

    /** Makes room for a record, writes its length, and returns where it begins. */
    private int reserve(long bytes) {
        int needed = Math.toIntExact(bytes);
        if (chunk == null || needed > chunk.length - length) {
            flush();
            chunk = sink.borrow(Math.max(ImageSink.CHUNK_BYTES, needed));
        }
        int at = length;
        ImageLayout.putInt(chunk, at, needed);
        length += needed;
        lastBytes = needed;
        written += needed;
        return at;
    }
}
