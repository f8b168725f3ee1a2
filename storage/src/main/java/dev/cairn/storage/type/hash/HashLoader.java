// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.MemoryExhaustedException;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.ElementTable;
import dev.cairn.storage.table.TableCursor;
import dev.cairn.storage.type.packed.Listpack;
import dev.cairn.storage.type.packed.ListpackLayout;
import dev.cairn.storage.type.packed.ListpackReader;
import dev.cairn.storage.type.packed.PackedElement;

/**
 * Builds a hash that comes field by field, from a file or a payload. It stands beside the keyspace until it is complete,
 * so that one that turns out to be damaged leaves no trace. Nothing is announced.
 */
public final class HashLoader {
    private final Keyspace keyspace;
    private final ByteSlice name = new ByteSlice();
    private final ByteSlice text = new ByteSlice();
    private final PackedElement element = new PackedElement();
    private final StoredBytes view = new StoredBytes();
    private final TableCursor cursor;
    private long root;
    private boolean small;

    public HashLoader(Keyspace keyspace) {
        this.keyspace = keyspace;
        this.cursor = keyspace.elements().cursor();
    }

    /** Begins a hash without fields. */
    public void begin() {
        assert root == 0 : "another hash is being loaded";
        root = elements().create();
        small = true;
    }

    /** Adds a field; false, and nothing is added, if the hash has it already. */
    public boolean field(ByteSlice newName, ByteSlice newText, long expireAtMillis) {
        if (elements().find(root, newName) != 0) {
            return false;
        }
        int limit = keyspace.config().hashMaxListpackValue();
        small &= expireAtMillis < 0 && newName.length() <= limit && newText.length() <= limit;
        elements().put(root, newName, newText, expireAtMillis);
        return true;
    }

    /** Puts the hash under its key, in place of whatever that held; a hash without fields does not appear. */
    public void end(Database database, ByteSlice key, long expireAtMillis) {
        long count = elements().count(root);
        if (count > 0 && small && count <= keyspace.config().hashMaxListpackEntries()) {
            store(database, key, expireAtMillis);
        } else if (count > 0) {
            adopt(database, key, root, expireAtMillis);
            root = 0;
        }
        abandon();
    }

    /** Drops what has been built. */
    public void abandon() {
        if (root != 0) {
            elements().free(root);
            root = 0;
        }
    }

    /** Takes a listpack as it is, or as a table if it has more fields than a listpack may have. */
    static void packed(Database database, ByteSlice key, ByteSlice blob, long expireAtMillis) {
        Keyspace keyspace = database.keyspace();
        ListpackReader reader = new ListpackReader();
        reader.set(blob.array(), blob.offset(), blob.length());
        while (reader.next()) {
            // Only the count is wanted.
        }
        if (reader.seen() / 2 <= keyspace.config().hashMaxListpackEntries()) {
            Encoding listpack = Encoding.LISTPACK;
            long entry =
                    database.create(key, ValueType.HASH, listpack, blob.length(), expireAtMillis);
            keyspace.memory().copyIn(blob, EntryLayout.valueAddress(keyspace.memory(), entry));
            return;
        }
        HashLoader loader = new HashLoader(keyspace);
        loader.begin();
        reader.set(blob.array(), blob.offset(), blob.length());
        try {
            while (reader.next()) {
                byte[] name = reader.toBytes();
                boolean paired = reader.next();
                assert paired : "a field without a value";
                loader.field(ByteSlice.of(name), ByteSlice.of(reader.toBytes()), -1);
            }
            adopt(database, key, loader.root, expireAtMillis);
        } catch (MemoryExhaustedException e) {
            loader.abandon();
            throw e;
        }
    }

    private static void adopt(Database database, ByteSlice key, long root, long expireAtMillis) {
        Keyspace keyspace = database.keyspace();
        long entry =
                database.create(
                        key, ValueType.HASH, Encoding.HASHTABLE, Long.BYTES, expireAtMillis);
        keyspace.memory().putLong(EntryLayout.inlineAddress(keyspace.memory(), entry), root);
        long deadline = keyspace.elements().earliestDeadline(root);
        if (deadline != Long.MAX_VALUE) {
            database.elementDeadline(entry, Long.MAX_VALUE, deadline);
        }
    }

    /** Writes the fields as a listpack. */
    private void store(Database database, ByteSlice key, long expireAtMillis) {
        long bytes = ListpackLayout.EMPTY_BYTES;
        cursor.start(root);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            bytes += element.set(nameOf(at)).bytes() + element.set(textOf(at)).bytes();
        }
        Memory memory = keyspace.memory();
        int length = Math.toIntExact(bytes);
        long entry =
                database.create(key, ValueType.HASH, Encoding.LISTPACK, length, expireAtMillis);
        long listpack = EntryLayout.valueAddress(memory, entry);
        Listpack.create(memory, listpack);
        int elements = (int) elements().count(root) * 2;
        Listpack.splice(
                memory,
                listpack,
                Listpack.first(listpack),
                0,
                length - ListpackLayout.EMPTY_BYTES,
                elements);
        long target = Listpack.first(listpack);
        cursor.start(root);
        for (long at = cursor.next(); at != 0; at = cursor.next()) {
            target = element.set(nameOf(at)).write(memory, target);
            target = element.set(textOf(at)).write(memory, target);
        }
    }

    private ByteSlice nameOf(long at) {
        return heap(EntryLayout.key(keyspace.memory(), at, view), name);
    }

    private ByteSlice textOf(long at) {
        return heap(EntryLayout.value(keyspace.memory(), at, view), text);
    }

    private static ByteSlice heap(StoredBytes bytes, ByteSlice into) {
        return into.set(bytes.toBytes(), 0, bytes.length());
    }

    private ElementTable elements() {
        return keyspace.elements();
    }
}
