// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.hash;

import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.TableCursor;
import dev.cairn.storage.type.packed.Listpack;

/** Walks the fields of a hash that does not change meanwhile; fields that are due are not shown. */
public final class HashCursor {
    private final Database database;
    private final TableCursor table;
    private final StoredBytes field = new StoredBytes();
    private final StoredBytes value = new StoredBytes();
    private boolean packed;
    private long at;
    private long end;
    private long element;
    private long expireAtMillis;

    /** A walker for the hashes of one database; {@link Hashes#cursor} has one ready. */
    public HashCursor(Database database) {
        this.database = database;
        this.table = database.keyspace().elements().cursor();
    }

    /** Starts before the first field. */
    public HashCursor start(long entry) {
        Memory memory = memory();
        packed = database.encoding(entry) == Encoding.LISTPACK;
        if (packed) {
            long listpack = EntryLayout.valueAddress(memory, entry);
            at = Listpack.first(listpack);
            end = Listpack.end(memory, listpack);
            expireAtMillis = -1;
        } else {
            table.start(EntryLayout.root(memory, entry));
        }
        return this;
    }

    /** Moves to the next field; false at the end. */
    public boolean next() {
        return packed ? nextPair() : nextElement();
    }

    public StoredBytes field() {
        return field;
    }

    public StoredBytes value() {
        return value;
    }

    /** When the field expires, -1 if it does not. */
    public long expireAtMillis() {
        return expireAtMillis;
    }

    /** The address of the field's element; only in a hash that is a table. */
    long element() {
        return element;
    }

    private boolean nextPair() {
        if (at == end) {
            return false;
        }
        Memory memory = memory();
        Listpack.read(memory, at, field);
        long second = Listpack.next(memory, at);
        Listpack.read(memory, second, value);
        at = Listpack.next(memory, second);
        return true;
    }

    private boolean nextElement() {
        Memory memory = memory();
        Keyspace keyspace = database.keyspace();
        for (element = table.next(); element != 0; element = table.next()) {
            expireAtMillis = EntryLayout.expireAtMillis(memory, element);
            if (!keyspace.isDue(expireAtMillis)) {
                EntryLayout.key(memory, element, field);
                EntryLayout.value(memory, element, value);
                return true;
            }
        }
        return false;
    }

    private Memory memory() {
        return database.keyspace().memory();
    }
}
