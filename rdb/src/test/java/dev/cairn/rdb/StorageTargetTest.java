// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;

class StorageTargetTest {
    /** When a key was used is its own, whatever its type, and not the next one's. */
    @Test
    void usageGoesToItsKeyAlone() {
        try (Keyspace keyspace = TestKeyspace.open()) {
            StorageTarget target = new StorageTarget(keyspace);
            target.beginSet(key("set").idleSeconds(1000), 1);
            target.member(ByteSlice.of("member"));
            target.endSet();
            target.string(key("string"), ByteSlice.of("text"));
            Database database = keyspace.database(0);
            assertEquals(1000, database.lruIdleMillis(database.peek(ByteSlice.of("set"))) / 1000);
            assertEquals(0, database.lruIdleMillis(database.peek(ByteSlice.of("string"))) / 1000);
        }
    }

    private static KeyHeader key(String name) {
        KeyHeader key = new KeyHeader();
        key.key().set(ByteSlice.of(name));
        return key;
    }
}
