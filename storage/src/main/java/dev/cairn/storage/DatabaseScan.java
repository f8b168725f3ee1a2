// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.table.HashWalk;
import dev.cairn.storage.table.SwissTable;
import dev.cairn.storage.table.TableCursor;

/** Goes through the keys of a database: in the order of their hashes, or by chance. */
final class DatabaseScan {
    /** So many keys that are due may be drawn in a row before the search gives up drawing and walks. */
    private static final int DRAWS = 100;

    private final Database database;
    private final SwissTable table;
    private final HashWalk walk;
    private final TableCursor cursor;
    private final StoredBytes view = new StoredBytes();

    DatabaseScan(Database database, SwissTable table) {
        this.database = database;
        this.table = table;
        this.walk = new HashWalk(table);
        this.cursor = new TableCursor(table);
    }

    long scan(long from, int count, KeyVisitor visitor) {
        long root = database.keys().root();
        long position = from;
        int shown = 0;
        do {
            position = walk.step(root, position);
            for (int i = 0; i < walk.count(); i++) {
                long entry = walk.entry(i);
                if (!database.isDue(entry)) {
                    visitor.key(key(entry, view), entry);
                }
            }
            // Empty groups count too, so that a sparse table does not hold the thread.
            shown += Math.max(1, walk.count());
        } while (position != 0 && shown < count);
        return position;
    }

    void all(KeyVisitor visitor) {
        cursor.start(database.keys().root());
        for (long entry = cursor.next(); entry != 0; entry = cursor.next()) {
            if (!database.isDue(entry)) {
                visitor.key(key(entry, view), entry);
            }
        }
    }

    boolean randomKey(StoredBytes into) {
        long root = database.keys().root();
        for (int i = 0; i < DRAWS; i++) {
            long entry = table.random(root, database.keyspace().random());
            if (entry == 0) {
                return false;
            }
            if (!database.isDue(entry)) {
                key(entry, into);
                return true;
            }
        }
        cursor.start(root);
        for (long entry = cursor.next(); entry != 0; entry = cursor.next()) {
            if (!database.isDue(entry)) {
                key(entry, into);
                return true;
            }
        }
        return false;
    }

    private StoredBytes key(long entry, StoredBytes into) {
        return EntryLayout.key(database.keyspace().memory(), entry, into);
    }
}
