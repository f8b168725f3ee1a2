// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.format.RdbException;
import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.storage.Database;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.FieldSource;
import dev.cairn.storage.type.stream.StreamCursor;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.StreamIds;
import dev.cairn.storage.type.stream.Streams;

import org.junit.jupiter.api.Test;

import java.util.Random;

/** Payloads of streams that are damaged are refused, or are streams all the same; and they leave nothing behind. */
class StreamPayloadTest {
    private static final int TRIES = 20_000;
    private static final ByteSlice KEY = ByteSlice.of("stream");

    @Test
    void damageIsRefusedOrHarmless() {
        Random random = new Random(1);
        try (Keyspace keyspace = TestKeyspace.open()) {
            byte[] sound = payload(keyspace);
            emptied(keyspace);
            int refused = 0;
            for (int i = 0; i < TRIES; i++) {
                byte[] damaged = sound.clone();
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    // The footer is checked elsewhere.
                    damaged[random.nextInt(damaged.length - 10)] = (byte) random.nextInt(256);
                }
                refused += isRefused(keyspace, damaged) ? 1 : 0;
                walk(keyspace.database(0));
                keyspace.database(0).delete(KEY, true);
            }
            assertTrue(refused > TRIES / 4, "refused " + refused);
            emptied(keyspace);
        }
    }

    @Test
    void whatIsSoundComesBackAsItWas() {
        try (Keyspace keyspace = TestKeyspace.open()) {
            byte[] sound = payload(keyspace);
            keyspace.database(0).delete(KEY, true);
            assertFalse(isRefused(keyspace, sound));
            long entry = keyspace.database(0).peek(KEY);
            byte[] again =
                    new DumpPayload().encode(keyspace, 0, entry, RdbVersion.VALKEY_80, false);
            assertEquals(ByteSlice.of(sound), ByteSlice.of(again));
        }
    }

    private static byte[] payload(Keyspace keyspace) {
        Database database = keyspace.database(0);
        Streams streams = database.streams();
        long stream = streams.create(KEY);
        StreamId id = new StreamId();
        for (int i = 1; i <= 12; i++) {
            streams.entries().append(stream, id.set(1, i), new Fields(i % 3), 4096, 5);
        }
        streams.entries().delete(stream, id.set(1, 7));
        long group = streams.groups().create(stream, ByteSlice.of("group"), id.set(1, 9), 9);
        for (int i = 0; i < 2; i++) {
            ByteSlice name = ByteSlice.of("consumer" + i);
            long consumer = streams.groups().createConsumer(group, name, 5);
            for (int j = 1; j <= 4; j++) {
                streams.pending().add(group, consumer, id.set(1, 2L * j + i), 77, j);
            }
        }
        return new DumpPayload()
                .encode(keyspace, 0, database.peek(KEY), RdbVersion.VALKEY_80, false);
    }

    private static boolean isRefused(Keyspace keyspace, byte[] payload) {
        KeyHeader header = new KeyHeader();
        header.clear();
        header.database(0).key().set(KEY);
        try {
            new DumpPayload().restore(ByteSlice.of(payload), header, new StorageTarget(keyspace));
            return false;
        } catch (RdbException e) {
            return true;
        }
    }

    /** Reads all that a stream holds, forwards and backwards. */
    private static void walk(Database database) {
        long entry = database.peek(KEY);
        if (entry == 0 || !database.encoding(entry).text().equals("stream")) {
            return;
        }
        Streams streams = database.streams();
        long stream = streams.stream(entry);
        StreamId greatest = new StreamId().set(StreamIds.MAX, StreamIds.MAX);
        for (int way = 0; way < 2; way++) {
            StreamCursor cursor =
                    streams.cursor().start(stream, new StreamId(), greatest, way == 1);
            long count = 0;
            while (cursor.next()) {
                for (int i = 0; i < cursor.fields(); i++) {
                    cursor.nextField();
                    cursor.value().toBytes();
                }
                count++;
            }
            assertEquals(streams.length(stream), count);
        }
    }

    private static void emptied(Keyspace keyspace) {
        keyspace.flush(-1, true);
        while (keyspace.housekeep(100)) {
            // Freed in slices.
        }
        assertTrue(
                keyspace.memoryReport().usedBytes() < 10_000,
                () -> "bytes left: " + keyspace.memoryReport().usedBytes());
    }

    private record Fields(int fields) implements FieldSource {
        private Fields {
            fields++;
        }

        @Override
        public ByteSlice text(int index) {
            return ByteSlice.of(index % 2 == 0 ? "field" + index : "" + index * 1000);
        }
    }
}
