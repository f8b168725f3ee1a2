// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;
import dev.cairn.storage.snapshot.ImageSink;
import dev.cairn.storage.snapshot.Snapshot;
import dev.cairn.storage.type.list.ListEdit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;

/** A keyspace with a bit of everything in it, and ways to save it. */
final class TestKeyspace {
    static final long FAR_FUTURE_MILLIS = 4_102_444_800_000L;

    private TestKeyspace() {}

    static Keyspace open() {
        Keyspace keyspace =
                Keyspace.open(new StorageConfig().reserveBytes(1L << 30).debugMemory(true));
        keyspace.tick(1_700_000_000_000L);
        return keyspace;
    }

    /** Strings and hashes of every kind; fields that expire only where they are wanted. */
    private static void push(Keyspace keyspace, String key, String element) {
        ListEdit list = keyspace.database(0).lists().edit(ByteSlice.of(key));
        list.expect(1, element.length());
        list.push(ByteSlice.of(element), false);
    }

    static void fill(Keyspace keyspace, Random random, boolean fieldExpiry) {
        for (int i = 0; i < 300; i++) {
            byte[] value = new byte[random.nextInt(100)];
            random.nextBytes(value);
            set(keyspace, 0, "s" + i, value, i % 3 == 0 ? FAR_FUTURE_MILLIS + i : -1);
        }
        for (long n :
                new long[] {0, -1, 127, 128, -32769, 1L << 31, Long.MIN_VALUE, Long.MAX_VALUE}) {
            set(keyspace, 0, "n" + n, Long.toString(n).getBytes(ISO_8859_1), -1);
        }
        set(keyspace, 0, "", "the empty key".getBytes(ISO_8859_1), -1);
        set(keyspace, 0, "empty", new byte[0], -1);
        set(keyspace, 3, "long", "compressible ".repeat(1000).getBytes(ISO_8859_1), -1);
        byte[] pieces = new byte[3 << 20];
        random.nextBytes(pieces);
        set(keyspace, 15, "pieces", pieces, FAR_FUTURE_MILLIS);
        for (int i = 0; i < 1000; i++) {
            field(keyspace, 3, "big", "f" + i, "value " + i, -1);
        }
        field(keyspace, 0, "small", "f", "v", -1);
        field(keyspace, 0, "small", "n", "-9223372036854775808", -1);
        field(keyspace, 0, "small", "m", "12", -1);
        field(keyspace, 0, "wide", "f", "v".repeat(65), -1);
        for (int i = 0; i < 3000; i++) {
            String element = i % 500 == 0 ? "x".repeat(10_000) : "element " + i;
            push(keyspace, "long list", element);
        }
        push(keyspace, "short list", "a");
        push(keyspace, "short list", "");
        push(keyspace, "short list", "-70000");
        if (fieldExpiry) {
            field(keyspace, 0, "mixed", "f", "v", FAR_FUTURE_MILLIS);
            field(keyspace, 0, "mixed", "g", "w", -1);
            for (int i = 0; i < 700; i += 7) {
                field(keyspace, 3, "big", "f" + i, "expires", FAR_FUTURE_MILLIS + i);
            }
        }
    }

    static void set(Keyspace keyspace, int database, String key, byte[] value, long expireAt) {
        keyspace.database(database)
                .strings()
                .set(ByteSlice.of(key), ByteSlice.of(value), expireAt, false);
    }

    static void field(
            Keyspace keyspace, int database, String key, String field, String value, long at) {
        keyspace.database(database)
                .hashes()
                .set(ByteSlice.of(key), ByteSlice.of(field), ByteSlice.of(value), at, false);
    }

    static byte[] save(Keyspace keyspace, RdbVersion version, boolean compression)
            throws IOException {
        return save(keyspace, new RdbOptions(version, compression, true, RdbOptions.Usage.NONE));
    }

    static byte[] save(Keyspace keyspace, RdbOptions options) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        WritingSink sink = new WritingSink();
        Snapshot snapshot = keyspace.beginSnapshot(sink);
        sink.writer =
                new RdbWriter(
                        file, options, snapshot.keysPerDatabase(), snapshot.expiresPerDatabase());
        sink.writer.begin();
        sink.writer.aux(RdbAux.VALKEY_VERSION, "9.1.2");
        sink.writer.aux(RdbAux.BITS, 64);
        sink.writer.aux(RdbAux.CREATED_SECONDS, 1_700_000_000L);
        sink.writer.aux(RdbAux.DATA_ID, "00000000-0000-0000-0000-000000000000");
        sink.writer.aux(RdbAux.LOG_POSITION, 1L << 40);
        while (!snapshot.advance(100)) {
            // The sink is never full.
        }
        sink.writer.end();
        return file.toByteArray();
    }

    /** Writes what it gets at once. */
    static final class WritingSink implements ImageSink {
        private final ImageReader reader = new ImageReader();
        RdbWriter writer;

        @Override
        public byte[] borrow(int atLeast) {
            return new byte[Math.max(atLeast, 1 << 12)];
        }

        @Override
        public void accept(byte[] chunk, int length) {
            reader.set(chunk, length);
            try {
                while (reader.next()) {
                    writer.image(reader);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean full() {
            return false;
        }
    }
}
