// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A server is started on what another one has left, whole or not. */
class RecoveryTest {
    /** What Valkey 9.1.2 saves after: SET foo bar, SET i 12345, HSET h a 1 b 2. */
    private static final String VALKEY_DUMP =
            "56414c4b4559303830fa0a76616c6b65792d76657205392e312e32fa0a7265646973"
                    + "2d62697473c040fa056374696d65c23e6d016bfa08757365642d6d656dc268780f00"
                    + "fa08616f662d62617365c000fe00fb03000003666f6f03626172000169c139301001"
                    + "681111000000040081610201018162020201ffffbeb711604c9d9f87";

    /** A file of Redis with a value of a module in it, which is not served. */
    private static final String MODULE_DUMP =
            "524544495330303131fe00fb0100" + "06057461736b7301c001" + "ff0000000000000000";

    /** A file of Redis that announces 2^40 keys and has one. */
    private static final String PROMISING_DUMP =
            "524544495330303131fe00fb810000010000000000"
                    + "00"
                    + "0001610162"
                    + "ff0000000000000000";

    @TempDir private Path data;

    private CairnServer start(String... directives) throws StartException {
        return start(data, directives);
    }

    private static CairnServer start(Path folder, String... directives) throws StartException {
        Config config =
                new Config()
                        .set("port", "0")
                        .set("dir", folder.toString())
                        .set("log-segment-size", "1mb")
                        .set("save", "");
        for (int i = 0; i < directives.length; i += 2) {
            config.set(directives[i], directives[i + 1]);
        }
        return CairnServer.start(config);
    }

    private List<String> names(String beginning) throws IOException {
        return names(data, beginning);
    }

    private static List<String> names(Path folder, String beginning) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(beginning))
                    .sorted()
                    .toList();
        }
    }

    private static void call(CairnServer server, String... lines) throws IOException {
        try (RespClient client = new RespClient(server)) {
            for (String line : lines) {
                String reply = client.call(line.split(" ", -1));
                assertFalse(reply.startsWith("-"), line + ": " + reply);
            }
        }
    }

    private static List<String> ask(CairnServer server, String... lines) throws IOException {
        List<String> replies = new ArrayList<>();
        try (RespClient client = new RespClient(server)) {
            for (String line : lines) {
                replies.add(client.call(line.split(" ", -1)));
            }
        }
        return replies;
    }

    private void breakFile(String name) throws IOException {
        Path file = data.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 12] ^= 1;
        // A new file, for dump.rdb is the same one under another name.
        Files.delete(file);
        Files.write(file, bytes);
    }

    @Test
    void theLogAloneBringsTheDataBack() throws Exception {
        try (CairnServer server = start()) {
            call(server, "SET a 1", "HSET h f v", "SELECT 3", "SET b 2", "INCR b");
        }
        assertEquals(List.of(), names("snapshot-"));
        try (CairnServer server = start()) {
            assertEquals(
                    List.of("1", "[f, v]", "OK", "3"),
                    ask(server, "GET a", "HGETALL h", "SELECT 3", "GET b"));
        }
    }

    @Test
    void aSnapshotAndTheLogBehindItBringTheDataBack() throws Exception {
        try (CairnServer server = start()) {
            call(server, "SET a 1", "INCR n", "SAVE", "INCR n", "SET b 2", "HSET h f v");
        }
        assertEquals(List.of("snapshot-00000001.rdb"), names("snapshot-"));
        try (CairnServer server = start()) {
            assertEquals(
                    List.of("1", "2", "2", "[f, v]"),
                    ask(server, "GET a", "GET b", "GET n", "HGETALL h"));
        }
    }

    @Test
    void aProcessThatDiedLosesNothing() throws Exception {
        Path copy = data.resolve("copy");
        try (CairnServer server = start(data.resolve("first"))) {
            call(server, "INCR n", "SAVE", "INCR n", "INCR n", "WAITAOF 1 0 0");
            copy(data.resolve("first"), copy);
        }
        Files.writeString(copy.resolve("temp-snapshot-00000002.rdb"), "half a snapshot");
        try (CairnServer server = start(copy)) {
            assertEquals(List.of("3"), ask(server, "GET n"));
        }
        assertEquals(List.of(), names(copy, "temp-"));
    }

    @Test
    void aBrokenSnapshotIsSetAsideAndTheOneBeforeIsUsed() throws Exception {
        try (CairnServer server = start()) {
            call(server, "INCR n", "SAVE", "INCR n", "SAVE", "INCR n", "SAVE", "INCR n");
        }
        assertEquals(List.of("snapshot-00000002.rdb", "snapshot-00000003.rdb"), names("snapshot-"));
        breakFile("snapshot-00000003.rdb");
        try (CairnServer server = start()) {
            assertEquals(List.of("4"), ask(server, "GET n"));
            call(server, "SAVE");
        }
        assertEquals(
                List.of("snapshot-00000003.rdb"), names(data.resolve("quarantine"), "snapshot"));
        try (CairnServer server = start()) {
            assertEquals(List.of("4"), ask(server, "GET n"));
        }
    }

    @Test
    void whenAllSnapshotsAreBrokenNothingIsTouched() throws Exception {
        try (CairnServer server = start()) {
            call(server, "INCR n", "SAVE", "INCR n", "SAVE");
        }
        List<String> before = names("");
        breakFile("snapshot-00000001.rdb");
        breakFile("snapshot-00000002.rdb");
        StartException e = assertThrows(StartException.class, this::start);
        assertTrue(e.getMessage().contains("None of the snapshots"), e.getMessage());
        assertTrue(e.getMessage().contains("checksum"), e.getMessage());
        assertEquals(before, names(""));
    }

    @Test
    void aLogThatIsGoneIsNotReplacedByAnEmptyOne() throws Exception {
        try (CairnServer server = start()) {
            call(server, "INCR n", "SAVE", "INCR n");
        }
        delete(data.resolve("log"));
        StartException e = assertThrows(StartException.class, this::start);
        assertTrue(e.getMessage().contains("is gone"), e.getMessage());
        assertFalse(Files.exists(data.resolve("log")));
        assertThrows(StartException.class, () -> start("appendonly", "no"));
        // The way that the message names.
        Path other = Files.createDirectory(data.resolve("other"));
        Files.copy(data.resolve("dump.rdb"), other.resolve("dump.rdb"));
        try (CairnServer server = start(other)) {
            assertEquals(List.of("1"), ask(server, "GET n"));
        }
    }

    @Test
    void snapshotsThatAreGoneAreMissed() throws Exception {
        try (CairnServer server = start()) {
            // Segments begin and go in the background: in the end the first one is gone.
            while (names(data.resolve("log"), "").contains("0000000001.cq4")) {
                call(server, "INCR n", "SAVE");
            }
        }
        assertSnapshotsAreMissed();
    }

    /** Nothing has been written behind the newest snapshot: the log is empty, and no new one all the same. */
    @Test
    void snapshotsThatAreGoneAreMissedBeforeAnEmptySegment() throws Exception {
        try (CairnServer server = start()) {
            call(server, "INCR n", "SAVE");
            while (names(data.resolve("log"), "000").size() > 1
                    || names(data.resolve("log"), "").contains("0000000001.cq4")) {
                call(server, "SAVE");
            }
        }
        assertSnapshotsAreMissed();
    }

    /** With dump.rdb, a snapshot by another name that may be older than the log, and without. */
    private void assertSnapshotsAreMissed() throws IOException {
        for (String gone : List.of("snapshot-", "dump.rdb")) {
            for (String name : names(gone)) {
                Files.delete(data.resolve(name));
            }
            StartException e = assertThrows(StartException.class, this::start);
            assertTrue(e.getMessage().contains("there is no snapshot"), e.getMessage());
        }
    }

    @Test
    void aFileOfValkeyIsTakenOverAndLasts() throws Exception {
        byte[] dump = HexFormat.of().parseHex(VALKEY_DUMP);
        Files.write(data.resolve("dump.rdb"), dump);
        String[] questions = {"GET foo", "GET i", "HGETALL h", "DBSIZE"};
        try (CairnServer server = start()) {
            assertEquals(List.of("bar", "12345", "[a, 1, b, 2]", "3"), ask(server, questions));
            assertEquals(List.of("snapshot-00000001.rdb"), names("snapshot-"));
            call(server, "SET foo changed");
        }
        assertEquals(
                HexFormat.of().formatHex(dump),
                HexFormat.of().formatHex(Files.readAllBytes(data.resolve("dump.rdb.imported"))));
        try (CairnServer server = start()) {
            assertEquals(List.of("changed", "12345", "[a, 1, b, 2]", "3"), ask(server, questions));
        }
    }

    @Test
    void aFileThatPromisesMoreKeysThanItHasTakesNoMemoryForThem() throws Exception {
        Files.write(data.resolve("dump.rdb"), HexFormat.of().parseHex(PROMISING_DUMP));
        try (CairnServer server = start()) {
            assertEquals(List.of("1", "b"), ask(server, "DBSIZE", "GET a"));
            String memory = ask(server, "INFO memory").getFirst();
            long used = Long.parseLong(memory.split("used_memory:")[1].split("\r\n")[0]);
            assertTrue(used < 16 << 20, memory);
        }
    }

    /** Values that are carried in chunks, values that go alone, and values that the command thread reads itself. */
    @Test
    void valuesOfAllKindsSideBySideComeBackFromASnapshot() throws Exception {
        Random random = new Random(5);
        String digest;
        String[] directives = {"appendonly", "no", "enable-debug-command", "yes"};
        try (CairnServer server = start(directives);
                RespClient client = new RespClient(server)) {
            for (int i = 0; i < 6000; i++) {
                if (i % 1500 == 0) {
                    client.call("SELECT", "" + i / 1500);
                }
                String key = "key:" + i;
                switch (random.nextInt(12)) {
                    case 0 -> client.call("HSET", key, "f", "v" + i);
                    case 1 -> client.call("SADD", key, "1", "2", "" + i);
                    case 2 -> client.call("ZADD", key, "1", "a", "2", "b" + i);
                    case 3 -> client.call("RPUSH", key, "a", "b", "c" + i);
                    case 4 -> client.call("SET", key, "x".repeat(random.nextInt(40_000)));
                    case 5 -> client.call("SET", key, "" + i, "EX", "100000");
                    case 6 -> client.call("HSET", key, "f", "y".repeat(100 + random.nextInt(900)));
                    case 7 -> client.call("XADD", key, "1-1", "f", "v");
                    default -> client.call("SET", key, "value:" + i);
                }
            }
            client.call("SET", "z".repeat(50_000), "long key");
            client.call("SAVE");
            digest = client.call("DEBUG", "DIGEST");
        }
        try (CairnServer server = start(directives)) {
            assertEquals(List.of(digest, "1500"), ask(server, "DEBUG DIGEST", "DBSIZE"));
        }
    }

    @Test
    void aFileThatCannotBeKeptIsRefusedAndLeftAlone() throws Exception {
        byte[] dump = HexFormat.of().parseHex(MODULE_DUMP);
        Files.write(data.resolve("dump.rdb"), dump);
        StartException e = assertThrows(StartException.class, this::start);
        assertTrue(e.getMessage().contains("key \"tasks\" of type module"), e.getMessage());
        assertEquals(
                HexFormat.of().formatHex(dump),
                HexFormat.of().formatHex(Files.readAllBytes(data.resolve("dump.rdb"))));
    }

    @Test
    void theLogMayBeTurnedOffAndOnBetweenTwoStarts() throws Exception {
        try (CairnServer server = start()) {
            call(server, "SET a 1", "SAVE", "SET a 2");
        }
        try (CairnServer server = start("appendonly", "no")) {
            assertEquals(List.of("2"), ask(server, "GET a"));
            call(server, "SET a 3", "SAVE", "SET a 4");
        }
        try (CairnServer server = start("appendonly", "no")) {
            assertEquals(List.of("3"), ask(server, "GET a"));
        }
        try (CairnServer server = start()) {
            assertEquals(List.of("3"), ask(server, "GET a"));
            call(server, "SET a 5");
        }
        try (CairnServer server = start()) {
            assertEquals(List.of("5"), ask(server, "GET a"));
        }
    }

    @Test
    void aServerThatNeverHadALogGetsOne() throws Exception {
        try (CairnServer server = start("appendonly", "no")) {
            call(server, "SET a 1", "SAVE");
        }
        assertFalse(Files.exists(data.resolve("log")));
        try (CairnServer server = start()) {
            assertEquals(List.of("1"), ask(server, "GET a"));
            call(server, "INCR a");
        }
        try (CairnServer server = start()) {
            assertEquals(List.of("2"), ask(server, "GET a"));
        }
    }

    @Test
    void aSecondServerOnTheFolderIsRefused() throws Exception {
        try (CairnServer server = start()) {
            StartException e = assertThrows(StartException.class, this::start);
            assertTrue(e.getMessage().contains("in use by another server"), e.getMessage());
            assertEquals(List.of("0"), ask(server, "DBSIZE"));
        }
    }

    @Test
    void aStartThatFailsClosesTheLogThatWasBeingOpened() throws Exception {
        try (CairnServer server = start()) {
            call(server, "SET key value");
        }
        Files.createDirectory(data.resolve("other"));
        try (CairnServer other = start(data.resolve("other"))) {
            StartException e =
                    assertThrows(StartException.class, () -> start("port", "" + other.port()));
            assertTrue(e.getMessage().startsWith("Failed listening on port"), e.getMessage());
        }
        assertTrue(Files.exists(data.resolve("log/clean-stop")));
        try (CairnServer server = start()) {
            assertEquals(List.of("value"), ask(server, "GET key"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
                            throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(folder)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Files.copy(file, to.resolve(from.relativize(file)));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
