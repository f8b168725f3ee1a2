// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;

/** A table of entries without values, over memory in debug mode. */
final class TableFixture implements AutoCloseable {
    final Memory memory;
    final Allocator allocator;
    final SwissTable table;
    final long root;

    TableFixture(boolean debug) {
        this(debug, 4L << 30);
    }

    TableFixture(boolean debug, long bytes) {
        memory = Memory.reserve(bytes, false);
        allocator = new Allocator(memory, 8, debug);
        table = new SwissTable(memory, allocator, new KeyedHash(1, 2), 3);
        root = table.create();
    }

    long find(String key) {
        ByteSlice slice = ByteSlice.of(key);
        return table.find(root, table.hash(slice), slice);
    }

    void insert(String key) {
        ByteSlice slice = ByteSlice.of(key);
        long entry = entry(slice);
        table.insert(root, table.hash(slice), entry);
    }

    void remove(String key) {
        ByteSlice slice = ByteSlice.of(key);
        long entry = find(key);
        table.remove(root, table.hash(slice), entry);
        allocator.free(entry);
    }

    void move(String key) {
        ByteSlice slice = ByteSlice.of(key);
        long entry = find(key);
        table.replace(root, table.hash(slice), entry, entry(slice));
        allocator.free(entry);
    }

    String key(long entry) {
        return EntryLayout.key(memory, entry, new StoredBytes()).toString();
    }

    long entry(ByteSlice key) {
        long entry = allocator.allocate(EntryLayout.bytes(key.length(), 0, false));
        EntryLayout.writeHeader(
                memory, entry, ValueType.STRING, Encoding.RAW, 0, key.length(), 0, -1);
        memory.copyIn(key, EntryLayout.keyAddress(memory, entry));
        return entry;
    }

    @Override
    public void close() {
        memory.close();
    }
}
