// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.table.KeyTable;
import dev.cairn.storage.table.SwissTable;

/**
 * Removes what is due: keys, and fields of hashes, in the order of their deadlines, database by database.
 */
final class Expirer {
    private final Keyspace keyspace;
    private final SwissTable table;
    private final Memory memory;

    Expirer(Keyspace keyspace, SwissTable table) {
        this.keyspace = keyspace;
        this.table = table;
        this.memory = keyspace.memory();
    }

    /** Removes at most this many keys and fields; returns how many. */
    int expireDue(int limit) {
        int removed = 0;
        for (int i = 0; i < keyspace.databaseCount() && removed < limit; i++) {
            Database database = keyspace.database(i);
            while (removed < limit && keyspace.isDue(database.keys().firstDeadline())) {
                removed += expireFirst(database, limit - removed);
            }
        }
        return removed;
    }

    /** The earliest deadline of all databases, {@code Long.MAX_VALUE} if there is none. */
    long firstDeadline() {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < keyspace.databaseCount(); i++) {
            first = Math.min(first, keyspace.database(i).keys().firstDeadline());
        }
        return first;
    }

    /** Removes the key that has the earliest deadline, or those of its fields that have. */
    private int expireFirst(Database database, int limit) {
        KeyTable keys = database.keys();
        long deadline = keys.firstDeadline();
        long hash = keys.firstHash();
        keyspace.stats().expiryLag(keyspace.nowMillis() - deadline);
        for (int skip = 0; ; skip++) {
            long entry = table.findHash(keys.root(), hash, skip);
            if (entry == 0) {
                throw new AssertionError("a deadline without its key: " + deadline);
            }
            if (EntryLayout.expireAtMillis(memory, entry) == deadline) {
                database.removeItself(entry, hash, Removal.EXPIRED);
                return 1;
            }
            if (EntryLayout.type(memory, entry) == ValueType.HASH
                    && database.hasElementDeadline(entry, deadline)) {
                database.beforeElementsExpire(entry, hash);
                return Math.max(1, database.hashes().removeDue(entry, limit));
            }
        }
    }
}
