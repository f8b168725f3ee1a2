// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Reads what real servers write. */
class PeerReadingTest {
    private static final long FAR_FUTURE_MILLIS = 4_102_444_800_000L;

    @TempDir Path folder;

    @Test
    void aFileOfValkey() throws IOException {
        try (PeerServer peer = PeerServer.start("valkey-server", folder)) {
            fill(peer, new Random(1));
            peer.call("HPEXPIREAT", "big", FAR_FUTURE_MILLIS, "FIELDS", 2, "f1", "f2");
            peer.call("SELECT", 9);
            peer.call("HSETEX", "small", "PXAT", FAR_FUTURE_MILLIS + 1, "FIELDS", 1, "f", "v");
            assertReadsAlike(peer);
        }
    }

    @Test
    void aFileOfRedis70() throws IOException {
        try (PeerServer peer = PeerServer.start("redis-server", folder)) {
            fill(peer, new Random(2));
            assertReadsAlike(peer);
        }
    }

    @Test
    void aFileUnderAnEvictionPolicy() throws IOException {
        for (String policy : new String[] {"allkeys-lru", "allkeys-lfu"}) {
            try (PeerServer peer =
                    PeerServer.start("valkey-server", folder, "--maxmemory-policy", policy)) {
                peer.call("FLUSHALL");
                peer.call("SET", "a", "1");
                peer.call("SAVE");
                RecordedValues values = new RecordedValues();
                read(values);
                String usage = policy.endsWith("lru") ? " idle 0" : " freq 5";
                assertEquals(Map.of("0 a" + usage, "\"1\""), values.values);
            }
        }
    }

    /** What old encodings hold, our reader and the real server see alike. */
    @Test
    void payloadsOfOldEncodings() throws IOException {
        byte[][] payloads = {
            RdbBytes.of("").bytes(13).string(Examples.ziplist()).payload(6),
            RdbBytes.of("").bytes(9).string(Examples.zipmap()).payload(6),
            RdbBytes.of("").bytes(1, 3).string("e").string("-70000").string("").payload(6),
            RdbBytes.of("").bytes(10).string(Examples.ziplist()).payload(6),
            RdbBytes.of("")
                    .bytes(14, 2)
                    .string(Examples.ziplist())
                    .string(Examples.ziplist())
                    .payload(6),
            RdbBytes.of("")
                    .bytes(18, 3, 2)
                    .string(Examples.listpack())
                    .bytes(1)
                    .string("plain")
                    .bytes(2)
                    .string(Examples.listpack())
                    .payload(10),
            RdbBytes.of("")
                    .bytes(4, 2)
                    .string("f")
                    .string("v")
                    .string("n")
                    .string("-70000")
                    .payload(9),
            RdbBytes.of("")
                    .hex("16 02 0166 0176 00d8c32cbb030000 016e c001 ffffffffffffffff")
                    .payload(80),
        };
        DumpPayload reader = new DumpPayload();
        try (PeerServer peer = PeerServer.start("valkey-server", folder)) {
            for (byte[] payload : payloads) {
                peer.call("FLUSHALL");
                assertEquals("OK", peer.call("RESTORE", "k", 0, payload));
                RecordedValues values = new RecordedValues();
                KeyHeader key = new KeyHeader();
                key.key().set(ByteSlice.of("k"));
                reader.restore(ByteSlice.of(payload), key, values);
                assertEquals(peer.contents(1), values.values);
            }
        }
    }

    static void fill(PeerServer peer, Random random) throws IOException {
        for (int i = 0; i < 300; i++) {
            byte[] value = new byte[random.nextInt(100)];
            random.nextBytes(value);
            peer.call("SET", "s" + i, value);
        }
        for (long n :
                new long[] {0, -1, 127, 128, -32769, 1L << 31, Long.MIN_VALUE, Long.MAX_VALUE}) {
            peer.call("SET", "n" + n, n);
        }
        peer.call("SET", "long", "compressible ".repeat(1000));
        peer.call("SET", "longer", new byte[1 << 21]);
        peer.call("PEXPIREAT", "long", FAR_FUTURE_MILLIS);
        peer.call("SELECT", 3);
        peer.call("SET", "elsewhere", "1");
        peer.call("SELECT", 0);
        for (int i = 0; i < 1000; i++) {
            peer.call("HSET", "big", "f" + i, "value " + i);
        }
        peer.call(
                "HSET",
                "small",
                "f",
                "v",
                "n",
                "1",
                "m",
                "-9223372036854775808",
                "x",
                "x".repeat(64));
        for (int i = 0; i < 3000; i++) {
            peer.call("RPUSH", "long list", i % 500 == 0 ? "x".repeat(10_000) : "element " + i);
        }
        peer.call("RPUSH", "short list", "a", "", "-70000", "a");
        peer.call("HSET", "wide", "f", "v".repeat(65));
        peer.call("PEXPIREAT", "small", FAR_FUTURE_MILLIS + 7);
    }

    private void assertReadsAlike(PeerServer peer) throws IOException {
        assertEquals("OK", peer.call("SAVE"));
        RecordedValues values = new RecordedValues();
        RdbSummary summary = read(values);
        assertEquals(peer.contents(16), values.values);
        assertEquals(values.values.size(), summary.keys());
    }

    private RdbSummary read(RecordedValues values) throws IOException {
        Path file = folder.resolve("dump.rdb");
        try (InputStream in = Files.newInputStream(file)) {
            return RdbReader.read(in, file.toString(), 16, values);
        }
    }
}
