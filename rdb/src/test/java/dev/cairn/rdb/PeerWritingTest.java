// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Real servers and tools read what we write. */
class PeerWritingTest {
    @TempDir Path folder;

    @Test
    void valkeyLoadsEachVersion() throws Exception {
        for (RdbVersion version :
                List.of(RdbVersion.REDIS_10, RdbVersion.REDIS_11, RdbVersion.VALKEY_80)) {
            loadsAlike("valkey-server", "valkey-check-rdb", version);
        }
    }

    @Test
    void redis70LoadsVersion10() throws Exception {
        loadsAlike("redis-server", "redis-check-rdb", RdbVersion.REDIS_10);
    }

    private void loadsAlike(String server, String checker, RdbVersion version) throws Exception {
        try (Keyspace keyspace = TestKeyspace.open()) {
            TestKeyspace.fill(keyspace, new Random(9), version.knowsFieldExpiry());
            byte[] bytes = TestKeyspace.save(keyspace, version, true);
            Path file = folder.resolve("dump.rdb");
            Files.write(file, bytes);
            String verdict = PeerServer.run(checker, file);
            assertTrue(verdict.contains("Checksum OK"), verdict);
            RecordedValues values = new RecordedValues();
            RdbReader.read(new ByteArrayInputStream(bytes), "test", 16, values);
            try (PeerServer peer = PeerServer.start(server, folder)) {
                assertEquals(values.values, peer.contents(16));
            }
        }
    }

    /** DUMP gives Valkey's own bytes, and each side restores what the other dumped. */
    @Test
    void payloadsAreValkeys() throws IOException {
        DumpPayload payloads = new DumpPayload();
        try (PeerServer peer = PeerServer.start("valkey-server", folder);
                Keyspace keyspace = TestKeyspace.open()) {
            StorageTarget target = new StorageTarget(keyspace);
            peer.call("CONFIG", "SET", "rdbcompression", "no");
            for (String text :
                    new String[] {
                        "", "bar", "12345", "-1", "00", "x".repeat(100), "y".repeat(100_000)
                    }) {
                peer.call("SET", "k", text);
                assertArrayEquals(peer.bytes("DUMP", "k"), dump(payloads, keyspace, text), text);
            }
            for (int fields : new int[] {1, 5, 100}) {
                peer.call("DEL", "h");
                for (int i = 0; i < fields; i++) {
                    peer.call("HSET", "h", "field" + i, i * 1000);
                }
                byte[] theirs = peer.bytes("DUMP", "h");
                restore(payloads, target, "h", theirs);
                long entry = keyspace.database(0).find(ByteSlice.of("h"));
                assertEquals(
                        HexFormat.of().formatHex(theirs),
                        HexFormat.of()
                                .formatHex(
                                        payloads.encode(
                                                keyspace, 0, entry, RdbVersion.VALKEY_80, false)));
            }
            bigHashesGoBothWays(payloads, keyspace, target, peer);
        }
    }

    /** One that would stand by itself in a list that grew here is kept as it came. */
    @Test
    void aLongElementStaysInItsListpack() throws IOException {
        try (PeerServer peer = PeerServer.start("valkey-server", folder);
                Keyspace keyspace = TestKeyspace.open()) {
            peer.call("CONFIG", "SET", "list-max-listpack-size", -4);
            peer.call("RPUSH", "l", "x".repeat(13_000));
            byte[] payload = peer.bytes("DUMP", "l");
            peer.call("CONFIG", "SET", "list-max-listpack-size", 7);
            peer.call("RESTORE", "copy", 0, payload);
            assertArrayEquals(
                    "listpack".getBytes(ISO_8859_1), peer.bytes("OBJECT", "ENCODING", "copy"));
            keyspace.config().listMaxListpackSize(7);
            restore(new DumpPayload(), new StorageTarget(keyspace), "l", payload);
            long entry = keyspace.database(0).find(ByteSlice.of("l"));
            assertEquals(Encoding.LISTPACK, keyspace.database(0).encoding(entry));
        }
    }

    private static void bigHashesGoBothWays(
            DumpPayload payloads, Keyspace keyspace, StorageTarget target, PeerServer peer)
            throws IOException {
        peer.call("FLUSHALL");
        for (int i = 0; i < 2000; i++) {
            peer.call("HSET", "h", "field" + i, "compressible ".repeat(i % 5));
        }
        for (boolean expiring : new boolean[] {false, true}) {
            if (expiring) {
                peer.call("HPEXPIREAT", "h", TestKeyspace.FAR_FUTURE_MILLIS, "FIELDS", 1, "field7");
            }
            restore(payloads, target, "h", peer.bytes("DUMP", "h"));
            long entry = keyspace.database(0).find(ByteSlice.of("h"));
            byte[] ours = payloads.encode(keyspace, 0, entry, RdbVersion.VALKEY_80, true);
            assertEquals(expiring ? 22 : 4, ours[0]);
            assertEquals("OK", peer.call("RESTORE", "copy", 0, ours));
            assertEquals(
                    peer.call("DEBUG", "DIGEST-VALUE", "h"),
                    peer.call("DEBUG", "DIGEST-VALUE", "copy"));
            peer.call("DEL", "copy");
        }
    }

    private static byte[] dump(DumpPayload payloads, Keyspace keyspace, String text)
            throws IOException {
        TestKeyspace.set(keyspace, 0, "k", text.getBytes(ISO_8859_1), -1);
        long entry = keyspace.database(0).find(ByteSlice.of("k"));
        return payloads.encode(keyspace, 0, entry, RdbVersion.VALKEY_80, false);
    }

    private static void restore(
            DumpPayload payloads, StorageTarget target, String name, byte[] payload)
            throws IOException {
        ByteSlice slice = ByteSlice.of(payload);
        assertTrue(DumpPayload.verify(slice, false));
        KeyHeader key = new KeyHeader();
        key.key().set(ByteSlice.of(name));
        payloads.restore(slice, key, target);
    }
}
