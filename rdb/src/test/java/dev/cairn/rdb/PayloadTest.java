// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.MemoryExhaustedException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class PayloadTest {
    private static final int FIELDS = 100_000;

    private static Keyspace open() {
        return Keyspace.open(new StorageConfig().reserveBytes(64 << 20).hugePages(false));
    }

    @Property(tries = 60)
    void holdsWhatWasWritten(@ForAll long seed, @ForAll boolean onTheHeap) throws IOException {
        Random random = new Random(seed);
        try (Keyspace keyspace = open()) {
            Payload payload = new Payload();
            for (int round = 0; round < 3; round++) {
                ByteArrayOutputStream expected = new ByteArrayOutputStream();
                payload.begin(onTheHeap ? null : keyspace);
                for (int i = random.nextInt(40); i > 0; i--) {
                    byte[] bytes = new byte[random.nextInt(1 << random.nextInt(18))];
                    random.nextBytes(bytes);
                    int from = random.nextInt(bytes.length + 1);
                    payload.write(bytes, from, bytes.length - from);
                    expected.write(bytes, from, bytes.length - from);
                }
                assertEquals(expected.size(), payload.length());
                assertArrayEquals(expected.toByteArray(), payload.toBytes());
                int from = random.nextInt(payload.length() + 1);
                int count = random.nextInt(payload.length() - from + 1);
                byte[] part = new byte[count + 2];
                payload.copyTo(from, count, part, 1);
                assertArrayEquals(
                        Arrays.copyOfRange(expected.toByteArray(), from, from + count),
                        Arrays.copyOfRange(part, 1, 1 + count));
                payload.close();
                assertEquals(0, keyspace.allocator().liveBlocks());
            }
        }
    }

    @Test
    void aPayloadForWhichThereIsNoRoomLeavesNothing() {
        try (Keyspace keyspace = open()) {
            long entry = bigHash(keyspace, 10_000);
            List<Long> fillers = fill(keyspace.allocator());
            long blocks = keyspace.allocator().liveBlocks();
            DumpPayload payloads = new DumpPayload();
            byte[] expected = payloads.encode(keyspace, 0, entry, RdbVersion.VALKEY_80, false);
            for (int i = 0; i < 5; i++) {
                assertThrows(
                        MemoryExhaustedException.class,
                        () -> payloads.open(keyspace, 0, entry, RdbVersion.VALKEY_80, false));
                assertEquals(blocks, keyspace.allocator().liveBlocks());
            }
            fillers.forEach(keyspace.allocator()::free);
            try (Payload payload = payloads.open(keyspace, 0, entry, RdbVersion.VALKEY_80, false)) {
                assertArrayEquals(expected, payload.toBytes());
            }
        }
    }

    /** Takes all the memory there is, but for one piece of a payload. */
    private static List<Long> fill(Allocator allocator) {
        List<Long> fillers = new ArrayList<>();
        try {
            while (true) {
                fillers.add(allocator.allocate(1 << 16));
            }
        } catch (MemoryExhaustedException e) {
            allocator.free(fillers.removeLast());
        }
        return fillers;
    }

    @Test
    void aLongOneTakesNoHeap() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Keyspace keyspace = open()) {
            long entry = bigHash(keyspace, FIELDS);
            DumpPayload payloads = new DumpPayload();
            long allocated = 0;
            for (int i = 0; i < 5; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                try (Payload payload =
                        payloads.open(keyspace, 0, entry, RdbVersion.VALKEY_80, true)) {
                    assertTrue(payload.length() > 20 * FIELDS);
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertTrue(allocated < FIELDS, "bytes: " + allocated);
        }
    }

    private static long bigHash(Keyspace keyspace, int fields) {
        ByteSlice key = ByteSlice.of("hash");
        for (int i = 0; i < fields; i++) {
            ByteSlice field = ByteSlice.of("field:" + i);
            keyspace.database(0).hashes().set(key, field, ByteSlice.of("value:" + i), -1, false);
        }
        return keyspace.database(0).peek(key);
    }
}
