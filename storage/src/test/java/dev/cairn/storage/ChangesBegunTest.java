// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/** Whoever may have changed something can be told from whoever cannot. */
class ChangesBegunTest {
    private static final ByteSlice KEY = text("key");
    private static final ByteSlice OTHER = text("other");

    private final Keyspace keyspace = Keyspace.open(KeyspaceActions.config(true));
    private final Database database = keyspace.database(0);

    private static ByteSlice text(String text) {
        return ByteSlice.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @BeforeEach
    void open() {
        keyspace.tick(1000);
        database.strings().set(KEY, text("value"), -1, false);
    }

    @AfterEach
    void close() {
        keyspace.close();
    }

    private void begins(Runnable change) {
        long before = keyspace.changesBegun();
        change.run();
        assertNotEquals(before, keyspace.changesBegun());
    }

    @Test
    void whatReadsBeginsNothing() {
        long before = keyspace.changesBegun();
        database.find(KEY);
        database.peek(KEY);
        database.exists(OTHER);
        database.delete(OTHER, false);
        database.findForWrite(OTHER);
        assertEquals(before, keyspace.changesBegun());
    }

    @Test
    void whatIsLookedUpForAChangeHasBegunToChange() {
        long announced = keyspace.changes();
        begins(() -> database.findForWrite(KEY));
        assertEquals(announced, keyspace.changes());
    }

    @Test
    void everyChangeBegins() {
        begins(() -> database.strings().set(OTHER, text("value"), -1, false));
        begins(() -> database.strings().set(KEY, text("longer than before"), -1, false));
        begins(() -> database.setExpireAt(KEY, 2000));
        begins(() -> database.rename(OTHER, text("third")));
        keyspace.tick(3000);
        begins(() -> database.find(KEY));
        begins(() -> keyspace.swap(0, 1));
        begins(() -> keyspace.flush(-1, true));
    }
}
