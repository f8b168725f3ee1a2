// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.Snapshot;
import dev.cairn.storage.type.stream.FieldSource;
import dev.cairn.storage.type.stream.PendingEntries;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.Streams;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A snapshot holds streams as they were when it began, whatever becomes of them while it is written. */
class StreamSnapshotTest {
    private static final int KEYS = 4;

    private final Map<String, Long> lastSeq = new TreeMap<>();

    @Test
    void aSnapshotIsTheStateAtItsStart() throws IOException {
        for (long seed = 1; seed <= 40; seed++) {
            check(seed);
        }
    }

    private void check(long seed) throws IOException {
        Random random = new Random(seed);
        lastSeq.clear();
        try (Keyspace keyspace = TestKeyspace.open();
                Keyspace loaded = TestKeyspace.open()) {
            keyspace.tick(1_000_000);
            int before = random.nextInt(3000);
            for (int i = 0; i < before; i++) {
                change(keyspace.database(0), random);
            }
            Map<String, byte[]> expected = payloads(keyspace);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            TestKeyspace.WritingSink sink = new TestKeyspace.WritingSink();
            Snapshot snapshot = keyspace.beginSnapshot(sink);
            sink.writer =
                    new RdbWriter(
                            file,
                            new RdbOptions(
                                    RdbVersion.VALKEY_80, false, true, RdbOptions.Usage.NONE),
                            snapshot.keysPerDatabase(),
                            snapshot.expiresPerDatabase());
            sink.writer.begin();
            while (!snapshot.advance(1 + random.nextInt(3))) {
                for (int i = random.nextInt(30); i > 0; i--) {
                    change(keyspace.database(0), random);
                }
            }
            sink.writer.end();
            RdbReader.read(
                    new ByteArrayInputStream(file.toByteArray()),
                    "test",
                    16,
                    new StorageTarget(loaded));
            Map<String, byte[]> found = payloads(loaded);
            assertEquals(expected.keySet(), found.keySet(), "seed " + seed);
            for (String key : expected.keySet()) {
                assertArrayEquals(expected.get(key), found.get(key), "seed " + seed + ", " + key);
            }
            emptied(keyspace);
        }
    }

    /** Everything that streams and the snapshot took is given back. */
    private static void emptied(Keyspace keyspace) {
        keyspace.flush(-1, true);
        while (keyspace.housekeep(100)) {
            // Freed in slices.
        }
        assertTrue(
                keyspace.memoryReport().usedBytes() < 10_000,
                () -> "bytes left: " + keyspace.memoryReport().usedBytes());
    }

    private static Map<String, byte[]> payloads(Keyspace keyspace) {
        Map<String, byte[]> payloads = new TreeMap<>();
        DumpPayload payload = new DumpPayload();
        for (int i = 0; i < KEYS; i++) {
            long entry = keyspace.database(0).peek(ByteSlice.of("key" + i));
            if (entry != 0) {
                payloads.put(
                        "key" + i, payload.encode(keyspace, 0, entry, RdbVersion.VALKEY_80, false));
            }
        }
        return payloads;
    }

    private void change(Database database, Random random) {
        String name = "key" + random.nextInt(KEYS);
        ByteSlice key = ByteSlice.of(name);
        Streams streams = database.streams();
        long entry = database.findForWrite(key);
        if (entry == 0) {
            streams.create(key);
            lastSeq.put(name, 0L);
            return;
        }
        long stream = streams.stream(entry);
        long last = lastSeq.get(name);
        StreamId id = new StreamId().set(1, last == 0 ? 0 : 1 + random.nextLong(last));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5 -> {
                lastSeq.put(name, last + 1);
                streams.entries().append(stream, id.set(1, last + 1), new Fields(random), 4096, 20);
            }
            case 6 -> {
                streams.entries().delete(stream, id);
                streams.entries().settleFirst(stream);
            }
            case 7 -> streams.entries().trim(stream, 0, id, random.nextBoolean(), 30);
            case 8 -> {
                if (random.nextInt(30) == 0) {
                    database.delete(key, true);
                }
            }
            default -> group(streams, stream, id, random);
        }
    }

    private static void group(Streams streams, long stream, StreamId id, Random random) {
        StreamGroups groups = streams.groups();
        PendingEntries pending = streams.pending();
        ByteSlice name = ByteSlice.of("group" + random.nextInt(2));
        long group = groups.find(stream, name);
        if (group == 0) {
            groups.create(stream, name, id, StreamGroups.UNKNOWN);
            return;
        }
        ByteSlice consumerName = ByteSlice.of("consumer" + random.nextInt(3));
        long consumer = groups.findConsumer(group, consumerName);
        if (consumer == 0) {
            groups.createConsumer(group, consumerName, random.nextInt(1000));
            return;
        }
        long record = pending.find(group, id);
        switch (random.nextInt(200)) {
            case 0 -> groups.destroy(stream, name);
            case 1 -> groups.deleteConsumer(group, consumerName);
            default -> {
                if (record == 0) {
                    pending.add(group, consumer, id, random.nextInt(1000), 1);
                } else if (random.nextInt(3) == 0) {
                    pending.remove(record);
                } else {
                    pending.deliver(record, consumer, random.nextInt(1000), random.nextInt(9));
                }
                groups.set(group, id, random.nextInt(100));
                groups.seen(consumer, random.nextInt(1000));
            }
        }
    }

    private record Fields(ByteSlice field, ByteSlice value) implements FieldSource {
        Fields(Random random) {
            this(
                    ByteSlice.of("field" + random.nextInt(2)),
                    ByteSlice.of("v".repeat(random.nextInt(60)) + random.nextInt(50)));
        }

        @Override
        public int fields() {
            return 1;
        }

        @Override
        public ByteSlice text(int index) {
            return index == 0 ? field : value;
        }
    }
}
