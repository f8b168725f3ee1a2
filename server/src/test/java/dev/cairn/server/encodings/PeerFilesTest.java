// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.encodings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;
import dev.cairn.server.peer.PeerClient;
import dev.cairn.server.peer.PeerServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Every type in every encoding goes to real servers and comes back, in files and in payloads. */
class PeerFilesTest {
    private static final List<String> PLAIN =
            List.of("--save", "", "--enable-debug-command", "yes", "--rdbcompression", "no");

    private final Path ourFolder;
    private final Path theirFolder;

    PeerFilesTest() throws IOException {
        ourFolder = PeerServer.folder();
        theirFolder = PeerServer.folder();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "11", "80", "auto"})
    void valkeyHoldsWhatOurFileHolds(String version) throws Exception {
        boolean fieldExpiry = version.equals("80") || version.equals("auto");
        try (CairnServer _ = cairn(version);
                PeerClient ours = client()) {
            EveryEncoding.fill(ours, fieldExpiry);
            SortedMap<String, String> held = EveryEncoding.held(ours);
            handOver(ours);
            try (PeerServer valkey = new PeerServer("valkey-server", theirFolder, PLAIN)) {
                SortedMap<String, String> taken = EveryEncoding.held(valkey.client());
                UnaryOperator<String> view =
                        version.equals("10") ? PeerFilesTest::inactive : UnaryOperator.identity();
                same(held, taken, view);
                if (!version.equals("10")) {
                    payloadsAreTheSame(ours, valkey.client());
                }
                payloadsAreRestored(ours, valkey.client(), view);
                payloadsAreRestored(valkey.client(), ours, view);
            }
        }
    }

    @Test
    void weHoldWhatAFileOfValkeyHolds() throws Exception {
        try (PeerServer valkey = new PeerServer("valkey-server", theirFolder, PLAIN)) {
            EveryEncoding.fill(valkey.client(), true);
            assertEquals("OK", valkey.run("SAVE"));
            Files.move(theirFolder.resolve("dump.rdb"), ourFolder.resolve("dump.rdb"));
            try (CairnServer _ = cairn("auto");
                    PeerClient ours = client()) {
                SortedMap<String, String> held = EveryEncoding.held(valkey.client());
                same(held, EveryEncoding.held(ours), UnaryOperator.identity());
                payloadsAreTheSame(ours, valkey.client());
            }
        }
    }

    @Test
    void redis70HoldsWhatOurFileOfVersion10Holds() throws Exception {
        try (CairnServer _ = cairn("10");
                PeerClient ours = client()) {
            EveryEncoding.fill(ours, false);
            SortedMap<String, String> held = EveryEncoding.held(ours);
            handOver(ours);
            try (PeerServer redis = new PeerServer("redis-server", theirFolder, PLAIN)) {
                same(held, EveryEncoding.held(redis.client()), PeerFilesTest::asRedis70);
                payloadsAreRestored(ours, redis.client(), PeerFilesTest::asRedis70);
            }
        }
    }

    @Test
    void weHoldWhatAFileOfRedis70Holds() throws Exception {
        try (PeerServer redis = new PeerServer("redis-server", theirFolder, PLAIN)) {
            EveryEncoding.fill(redis.client(), false);
            assertEquals("OK", redis.run("SAVE"));
            Files.move(theirFolder.resolve("dump.rdb"), ourFolder.resolve("dump.rdb"));
            try (CairnServer _ = cairn("10");
                    PeerClient ours = client()) {
                SortedMap<String, String> held = EveryEncoding.held(redis.client());
                same(held, EveryEncoding.held(ours), PeerFilesTest::asRedis70);
                payloadsAreRestored(redis.client(), ours, PeerFilesTest::asRedis70);
            }
        }
    }

    @Test
    void whatAVersionCannotHoldIsNotDumped() throws Exception {
        try (CairnServer _ = cairn("11");
                PeerClient ours = client()) {
            ours.run("HSET", "h", "f", "v");
            ours.run("HEXPIRE", "h", "1000", "FIELDS", "1", "f");
            assertEquals(
                    "-ERR rdb-version 11 cannot hold hash fields that expire (1 hash has some):"
                            + " set rdb-version to auto or 80",
                    ours.run("DUMP", "h"));
            ours.run("CONFIG", "SET", "rdb-version", "80");
            assertEquals("\26", ((String) ours.run("DUMP", "h")).substring(0, 1));
        }
    }

    /** What lies alike in memory is copied, so it comes out alike. A table has no order of its own. */
    private static void payloadsAreTheSame(PeerClient ours, PeerClient theirs) throws IOException {
        for (Object reply : (List<?>) ours.run("KEYS", "*")) {
            String key = (String) reply;
            Object encoding = ours.run("OBJECT", "ENCODING", key);
            if (!encoding.equals("hashtable") && !encoding.equals("skiplist")) {
                assertEquals(body(theirs, key), body(ours, key), key);
            }
        }
    }

    /** The payload without its footer, which depends on the version that was asked for. */
    private static String body(PeerClient server, String key) throws IOException {
        String payload = (String) server.run("DUMP", key);
        return payload.substring(0, payload.length() - 10);
    }

    private static void payloadsAreRestored(
            PeerClient from, PeerClient to, UnaryOperator<String> view) throws IOException {
        for (Object reply : (List<?>) from.run("KEYS", "*")) {
            String key = (String) reply;
            String payload = (String) from.run("DUMP", key);
            String ttl = "" + Math.max(0, (Long) from.run("PEXPIRETIME", key));
            assertEquals("OK", to.run("RESTORE", "copy", ttl, payload, "ABSTTL"), key);
            assertEquals(
                    view.apply(EveryEncoding.describe(from, key)),
                    view.apply(EveryEncoding.describe(to, "copy")),
                    key);
            to.run("DEL", "copy");
        }
    }

    /** Redis 7.0 encodes sets and lists in other ways, and its digests of scores are others. */
    private static String asRedis70(String text) {
        return inactive(text)
                .replaceFirst("^[a-z]+ ", "")
                .replaceFirst("^.* scores ", "")
                .replaceFirst("^[0-9a-f]{40}$", "");
    }

    /** Version 10 does not know when a consumer was active. */
    private static String inactive(String text) {
        return text.replaceAll("active-time, -?[0-9]+, ", "");
    }

    /** Shows what differs, and nothing else. */
    private static void same(
            SortedMap<String, String> expected,
            SortedMap<String, String> found,
            UnaryOperator<String> view) {
        SortedMap<String, String> missed = seen(expected, view);
        SortedMap<String, String> surplus = seen(found, view);
        missed.entrySet().removeAll(seen(found, view).entrySet());
        surplus.entrySet().removeAll(seen(expected, view).entrySet());
        assertEquals(missed, surplus);
    }

    private static SortedMap<String, String> seen(
            SortedMap<String, String> held, UnaryOperator<String> view) {
        SortedMap<String, String> seen = new TreeMap<>(held);
        seen.replaceAll((_, text) -> view.apply(text));
        return seen;
    }

    private void handOver(PeerClient ours) throws IOException {
        assertEquals("OK", ours.run("SAVE"));
        Files.copy(ourFolder.resolve("dump.rdb"), theirFolder.resolve("dump.rdb"));
        assertTrue(Files.size(theirFolder.resolve("dump.rdb")) > 1 << 20);
    }

    private CairnServer cairn(String version) throws Exception {
        return CairnServer.start(
                new Config()
                        .set("port", "0")
                        .set("unixsocket", ourFolder.resolve("cairn.sock").toString())
                        .set("dir", ourFolder.toString())
                        .set("save", "")
                        .set("appendfsync", "no")
                        .set("rdbcompression", "no")
                        .set("rdb-version", version)
                        .set("enable-debug-command", "yes"));
    }

    private PeerClient client() throws IOException {
        return new PeerClient(ourFolder.resolve("cairn.sock"));
    }
}
