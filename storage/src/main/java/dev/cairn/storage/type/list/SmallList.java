// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import dev.cairn.storage.Database;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.type.packed.Listpack;

/** The listpack within an entry: a small list. */
final class SmallList extends PackedRoom {
    private final Database database;
    private long entry;

    SmallList(Database database) {
        this.database = database;
    }

    SmallList on(long newEntry) {
        entry = newEntry;
        return this;
    }

    /** The entry, which may have moved since it was given. */
    long entry() {
        return entry;
    }

    @Override
    long listpack() {
        return EntryLayout.valueAddress(memory(), entry);
    }

    @Override
    void makeRoom(int bytes) {
        resize(bytes);
    }

    @Override
    void giveBack(int bytes) {
        resize(bytes);
    }

    @Override
    Memory memory() {
        return database.keyspace().memory();
    }

    int count() {
        return Listpack.count(memory(), listpack());
    }

    int bytes() {
        return Listpack.bytes(memory(), listpack());
    }

    private void resize(int bytes) {
        boolean grows = bytes > EntryLayout.valueLength(memory(), entry);
        // Removing elements must be possible when memory is exhausted.
        database.keyspace().allocator().reserveOpen(!grows);
        try {
            entry = database.resizeValue(entry, bytes);
        } finally {
            database.keyspace().allocator().reserveOpen(false);
        }
    }
}
