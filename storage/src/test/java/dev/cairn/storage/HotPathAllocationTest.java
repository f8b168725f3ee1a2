// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

/** The rooms of storage that promise not to allocate keep their word once the compiler has seen them. */
class HotPathAllocationTest {
    private static final int KEYS = 2000;
    private static final int WARM_UP_ROUNDS = 60;
    private static final int ROUNDS = 20;

    /** What the measuring itself and a late compilation may leave behind; one byte per operation would be more. */
    private static final long SLACK_BYTES = 5_000;

    private final byte[] keyBytes = new byte[16];
    private final ByteSlice key = ByteSlice.of(keyBytes);
    private final ByteSlice other = ByteSlice.of("another key 0123");
    private final ByteSlice value = ByteSlice.of("value 0123456789");
    private final ByteSlice longer = ByteSlice.of("value that is longer 0123456789");
    private final ByteSlice hash = ByteSlice.of("hash");

    @Test
    void findSetExpireAndDeleteAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        StorageConfig config = KeyspaceActions.config(false);
        try (Keyspace keyspace = Keyspace.open(config)) {
            Database database = keyspace.database(0);
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                round(keyspace, database, i);
            }
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                round(keyspace, database, WARM_UP_ROUNDS + i);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(allocated < SLACK_BYTES, () -> allocated + " bytes were allocated");
        }
    }

    private void round(Keyspace keyspace, Database database, int round) {
        keyspace.tick(1_000_000 + round * 1000L);
        for (int i = 0; i < KEYS; i++) {
            name(i);
            database.strings().set(key, value, -1, false);
            database.strings().set(key, longer, 2_000_000_000L + i, false);
            assertNotEquals(0, database.find(key));
            database.hashes().set(hash, key, value, -1, false);
        }
        for (int i = 0; i < KEYS; i++) {
            name(i);
            database.strings().append(key, value);
            database.setExpireAt(key, -1);
            database.rename(key, other);
            database.hashes().delete(hash, key);
            database.delete(other, false);
        }
        keyspace.expireDue(10);
        keyspace.housekeep(10);
    }

    private void name(int i) {
        for (int digit = 0; digit < 8; digit++) {
            keyBytes[digit] = (byte) ('a' + ((i >>> (4 * digit)) & 15));
        }
    }
}
