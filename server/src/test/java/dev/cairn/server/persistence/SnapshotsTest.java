// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.rdb.RdbReader;
import dev.cairn.rdb.StorageTarget;
import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;
import dev.cairn.server.config.Config;
import dev.cairn.server.recovery.RespClient;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.StorageConfig;
import dev.cairn.storage.memory.ByteSlice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Snapshots of a server that goes on working. */
class SnapshotsTest {
    private static final int ACCOUNTS = 2_000;
    private static final int TOTAL = ACCOUNTS * 100;

    @TempDir private Path data;

    private CairnServer start(String... directives) throws StartException {
        Config config =
                new Config()
                        .set("port", "0")
                        .set("dir", data.toString())
                        .set("log-segment-size", "1mb")
                        .set("snapshot-keep", "100")
                        .set("save", "");
        for (int i = 0; i < directives.length; i += 2) {
            config.set(directives[i], directives[i + 1]);
        }
        return CairnServer.start(config);
    }

    private static String info(RespClient client, String field) throws IOException {
        for (String line : client.call("INFO", "persistence").split("\r\n", -1)) {
            if (line.startsWith(field + ":")) {
                return line.substring(field.length() + 1);
            }
        }
        throw new AssertionError("INFO has no " + field);
    }

    private static void awaitInfo(RespClient client, String field, String value)
            throws IOException {
        while (!info(client, field).equals(value)) {
            Thread.onSpinWait();
        }
    }

    /**
     * Money moves between accounts in transactions, and between the fields of one big hash. Whatever moment a snapshot
     * shows, no money is made or lost; and a start from any of them with the log behind it leads to the same end.
     */
    @Test
    void eachSnapshotIsOneMomentWhileTransactionsGoOn() throws Exception {
        String end;
        try (CairnServer server = start();
                RespClient client = new RespClient(server)) {
            for (int i = 0; i < ACCOUNTS; i++) {
                client.call("SET", "account" + i, "100");
                client.call("HSET", "bank", "account" + i, "100");
            }
            AtomicBoolean stop = new AtomicBoolean();
            CompletableFuture<Void> clerk =
                    CompletableFuture.runAsync(() -> moveMoney(server, stop));
            for (int i = 1; i <= 8; i++) {
                assertEquals("Background saving started", client.call("BGSAVE"));
                awaitInfo(client, "rdb_bgsave_in_progress", "0");
                assertEquals("ok", info(client, "rdb_last_bgsave_status"));
            }
            stop.set(true);
            clerk.join();
            end = state(client);
        }
        for (SnapshotFile snapshot : new SnapshotFolder(data).snapshots()) {
            checkMoney(snapshot.path());
        }
        assertEquals(8, new SnapshotFolder(data).snapshots().size());
        while (!new SnapshotFolder(data).snapshots().isEmpty()) {
            try (CairnServer server = start();
                    RespClient client = new RespClient(server)) {
                assertEquals(end, state(client));
            }
            if (new SnapshotFolder(data).snapshots().size() == 1) {
                break;
            }
            Files.delete(new SnapshotFolder(data).snapshots().getFirst().path());
        }
    }

    private static String state(RespClient client) throws IOException {
        StringBuilder state = new StringBuilder();
        for (int i = 0; i < ACCOUNTS; i++) {
            state.append(client.call("GET", "account" + i))
                    .append(' ')
                    .append(client.call("HGET", "bank", "account" + i))
                    .append(' ');
        }
        return state.append(client.call("DBSIZE")).toString();
    }

    private static void moveMoney(CairnServer server, AtomicBoolean stop) {
        Random random = new Random(3);
        try (RespClient client = new RespClient(server)) {
            while (!stop.get()) {
                String from = "account" + random.nextInt(ACCOUNTS);
                String to = "account" + random.nextInt(ACCOUNTS);
                client.call("MULTI");
                client.call("DECRBY", from, "7");
                client.call("HINCRBY", "bank", to, "-3");
                client.call("INCRBY", to, "7");
                client.call("HINCRBY", "bank", from, "3");
                client.call("EXEC");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void checkMoney(Path file) throws IOException {
        try (Keyspace keyspace = Keyspace.open(new StorageConfig().reserveBytes(1L << 30));
                InputStream in = Files.newInputStream(file)) {
            RdbReader.read(in, file.toString(), 16, new StorageTarget(keyspace));
            long inKeys = 0;
            long inFields = 0;
            var database = keyspace.database(0);
            long bank = database.find(ByteSlice.of("bank"));
            for (int i = 0; i < ACCOUNTS; i++) {
                ByteSlice name = ByteSlice.of("account" + i);
                var amount = database.strings().value(database.find(name));
                assertTrue(amount.parseLong());
                inKeys += amount.parsedLong();
                assertTrue(database.hashes().get(bank, name));
                assertTrue(database.hashes().value().parseLong());
                inFields += database.hashes().value().parsedLong();
            }
            assertEquals(TOTAL, inKeys, file.toString());
            assertEquals(TOTAL, inFields, file.toString());
        }
    }

    @Test
    void aFailedSnapshotStopsWritesUntilOneSucceeds() throws Exception {
        Path obstacle = data.resolve("dump.rdb");
        try (CairnServer server = start("save", "3600 1000000");
                RespClient client = new RespClient(server)) {
            client.call("SET", "a", "1");
            Files.createDirectories(obstacle.resolve("in the way"));
            client.call("BGSAVE");
            awaitInfo(client, "rdb_last_bgsave_status", "err");
            assertTrue(client.call("SET", "a", "2").startsWith("-MISCONF"));
            assertEquals("1", client.call("GET", "a"));
            client.call("MULTI");
            client.call("PFCOUNT", "none");
            assertEquals("[0]", client.call("EXEC"), "PFCOUNT is no write");
            Files.delete(obstacle.resolve("in the way"));
            Files.delete(obstacle);
            assertEquals("OK", client.call("SAVE"));
            assertEquals("OK", client.call("SET", "a", "4"));
        }
    }

    /**
     * The disk is full in the middle of a snapshot while values change that it has not reached: it ends with its reason,
     * the server holds nothing back for it, and the next one holds everything.
     */
    @Test
    void aDiskThatIsFullEndsASnapshotAndNothingElse() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no disk to be had that is full");
        try (CairnServer server = start("stop-writes-on-bgsave-error", "no");
                RespClient client = new RespClient(server)) {
            String value = "v".repeat(10_000);
            for (int i = 0; i < ACCOUNTS; i++) {
                client.call("HSET", "bank", "account" + i, value + i);
                client.call("SET", "account" + i, value + i);
            }
            Files.createSymbolicLink(data.resolve("temp-" + SnapshotFile.nameOf(1)), full);
            client.call("BGSAVE");
            for (int i = 0; i < ACCOUNTS; i++) {
                client.call("HDEL", "bank", "account" + i);
                client.call("SET", "account" + i, "new" + i);
            }
            awaitInfo(client, "rdb_bgsave_in_progress", "0");
            assertEquals("err", info(client, "rdb_last_bgsave_status"));
            assertEquals("OK", client.call("SAVE"));
            assertEquals("ok", info(client, "rdb_last_bgsave_status"));
        }
        try (CairnServer server = start();
                RespClient client = new RespClient(server)) {
            assertEquals("new7", client.call("GET", "account7"));
            assertEquals("0", client.call("EXISTS", "bank"));
        }
    }

    @Test
    void aSavePointTakesASnapshotByItself() throws Exception {
        try (CairnServer server = start("save", "1 3");
                RespClient client = new RespClient(server)) {
            client.call("MSET", "a", "1", "b", "2", "c", "3");
            awaitInfo(client, "rdb_saves", "1");
            assertEquals("0", info(client, "rdb_changes_since_last_save"));
        }
    }

    @Test
    void theGrowthOfTheLogTakesASnapshotByItself() throws Exception {
        try (CairnServer server = start("auto-aof-rewrite-min-size", "1000");
                RespClient client = new RespClient(server)) {
            client.call("SET", "a", "x".repeat(1000));
            awaitInfo(client, "aof_rewrites", "1");
        }
    }

    @Test
    void aSnapshotCanBeGivenUp() throws Exception {
        try (CairnServer server = start();
                RespClient client = new RespClient(server)) {
            assertTrue(client.call("BGSAVE", "CANCEL").startsWith("-ERR"));
            for (int i = 0; i < 200; i++) {
                client.call("SET", "k" + i, "x".repeat(10_000));
            }
            client.call("BGSAVE");
            client.call("BGSAVE", "CANCEL");
            awaitInfo(client, "rdb_bgsave_in_progress", "0");
            assertEquals("OK", client.call("SAVE"));
            assertEquals("ok", info(client, "rdb_last_bgsave_status"));
        }
    }

    @Test
    void aVersionThatCannotHoldTheDataIsRefused() throws Exception {
        try (CairnServer server = start("rdb-version", "10");
                RespClient client = new RespClient(server)) {
            client.call("HSET", "h", "f", "v", "g", "w");
            assertEquals("OK", client.call("SAVE"));
            client.call("HEXPIRE", "h", "1000", "FIELDS", "1", "f");
            assertTrue(client.call("SAVE").startsWith("-ERR"));
            assertEquals("REDIS0010", magic());
        }
        try (CairnServer server = start();
                RespClient client = new RespClient(server)) {
            assertEquals("OK", client.call("SAVE"));
            assertEquals("VALKEY080", magic());
            client.call("HPERSIST", "h", "FIELDS", "1", "f");
            assertEquals("OK", client.call("SAVE"));
            assertEquals("REDIS0011", magic());
        }
    }

    private String magic() throws IOException {
        try (InputStream in = Files.newInputStream(data.resolve("dump.rdb"))) {
            return new String(in.readNBytes(9), StandardCharsets.US_ASCII);
        }
    }
}
