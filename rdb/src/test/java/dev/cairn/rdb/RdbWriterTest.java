// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.rdb.format.RdbVersion;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.eviction.MaxmemoryPolicy;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;

class RdbWriterTest {
    @Test
    void theSmallestFile() throws IOException {
        try (Keyspace keyspace = TestKeyspace.open()) {
            TestKeyspace.set(keyspace, 0, "foo", "bar".getBytes(ISO_8859_1), 1000);
            byte[] file = TestKeyspace.save(keyspace, RdbVersion.VALKEY_80, true);
            String hex = HexFormat.of().formatHex(file);
            assertTrue(hex.startsWith(HexFormat.of().formatHex("VALKEY080".getBytes(ISO_8859_1))));
            assertTrue(
                    hex.contains("fe00fb0101fce80300000000000000" + "03666f6f" + "03626172" + "ff"),
                    hex);
        }
    }

    @Test
    void whatIsReadBackIsWhatWasWritten() throws IOException {
        for (boolean compression : new boolean[] {false, true}) {
            try (Keyspace keyspace = TestKeyspace.open();
                    Keyspace second = TestKeyspace.open()) {
                TestKeyspace.fill(keyspace, new Random(5), true);
                byte[] file = TestKeyspace.save(keyspace, RdbVersion.VALKEY_80, compression);
                Map<String, String> contents = contents(file);
                assertEquals(318, contents.size());
                RdbSummary summary = load(file, second);
                assertTrue(summary.checksummed());
                assertEquals("1099511627776", summary.aux().get(RdbAux.LOG_POSITION));
                byte[] again = TestKeyspace.save(second, RdbVersion.VALKEY_80, compression);
                assertEquals(contents, contents(again));
                assertEquals(second.expiringHashes(), keyspace.expiringHashes());
            }
        }
    }

    @Test
    void autoTakesTheVersionThatTheDataNeed() throws IOException {
        assertEquals(RdbVersion.REDIS_11, RdbVersionChoice.AUTO.resolve(0));
        assertEquals(RdbVersion.VALKEY_80, RdbVersionChoice.AUTO.resolve(1));
        assertEquals(RdbVersion.REDIS_10, RdbVersionChoice.ofText("10").resolve(0));
        assertEquals(RdbVersion.VALKEY_80, RdbVersionChoice.ofText("80").resolve(0));
        RdbVersionTooOldException e =
                assertThrows(
                        RdbVersionTooOldException.class,
                        () -> RdbVersionChoice.ofText("11").resolve(2));
        assertEquals(
                "rdb-version 11 cannot hold hash fields that expire (2 hashes have some): set"
                        + " rdb-version to auto or 80",
                e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> RdbVersionChoice.ofText("12"));
    }

    @Test
    void usageIsKeptUnderItsPolicy() throws IOException {
        try (Keyspace keyspace = TestKeyspace.open();
                Keyspace second = TestKeyspace.open()) {
            keyspace.config().maxmemoryPolicy(MaxmemoryPolicy.ALLKEYS_LRU);
            second.config().maxmemoryPolicy(MaxmemoryPolicy.ALLKEYS_LRU);
            TestKeyspace.set(keyspace, 0, "a", "1".getBytes(ISO_8859_1), -1);
            keyspace.tick(1_700_000_000_000L + 500_000);
            byte[] file =
                    TestKeyspace.save(
                            keyspace,
                            new RdbOptions(RdbVersion.REDIS_11, true, true, RdbOptions.Usage.IDLE));
            assertEquals("{0 a idle 500=\"1\"}", contents(file).toString());
            load(file, second);
            long entry = second.database(0).peek(ByteSlice.of("a"));
            assertEquals(500, second.database(0).lruIdleMillis(entry) / 1000);
        }
    }

    @Test
    void aFileWithoutChecksumEndsInZeros() throws IOException {
        try (Keyspace keyspace = TestKeyspace.open()) {
            TestKeyspace.set(keyspace, 0, "a", "1".getBytes(ISO_8859_1), -1);
            byte[] file =
                    TestKeyspace.save(
                            keyspace,
                            new RdbOptions(
                                    RdbVersion.REDIS_11, true, false, RdbOptions.Usage.NONE));
            byte[] end = new byte[9];
            System.arraycopy(file, file.length - 9, end, 0, 9);
            assertArrayEquals(HexFormat.of().parseHex("ff0000000000000000"), end);
            assertEquals("{0 a=\"1\"}", contents(file).toString());
        }
    }

    private static Map<String, String> contents(byte[] file) throws IOException {
        RecordedValues values = new RecordedValues();
        RdbReader.read(new ByteArrayInputStream(file), "test", 16, values);
        return values.values;
    }

    private static RdbSummary load(byte[] file, Keyspace keyspace) throws IOException {
        return RdbReader.read(
                new ByteArrayInputStream(file), "test", 16, new StorageTarget(keyspace));
    }
}
