// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.config.Config;
import dev.cairn.server.recovery.RespClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LOG READ: everything once, in order, from any position, across restarts, while the server writes. */
class LogReadTest {
    /** Position, time, database, words. */
    private static final Pattern ENTRY =
            Pattern.compile("\\[(\\d+), (\\d+), (\\d+), \\[([^\\]]*)\\]\\]");

    @TempDir Path folder;

    private CairnServer start(String... directives) throws Exception {
        Config config = new Config().set("port", "0").set("dir", folder.toString());
        config.set("log-segment-size", "1mb");
        for (int i = 0; i < directives.length; i += 2) {
            config.set(directives[i], directives[i + 1]);
        }
        return CairnServer.start(config);
    }

    /** The words of the entries in a reply, with their databases. */
    private static List<String> words(String reply) {
        List<String> words = new ArrayList<>();
        Matcher entry = ENTRY.matcher(reply);
        while (entry.find()) {
            words.add(entry.group(3) + " " + entry.group(4).replace(", ", " "));
        }
        return words;
    }

    private static String lastPosition(String reply) {
        String last = null;
        Matcher entry = ENTRY.matcher(reply);
        while (entry.find()) {
            last = entry.group(1);
        }
        return last;
    }

    @Test
    void tellsWhatHasChangedSinceAPosition() throws Exception {
        try (CairnServer server = start();
                RespClient client = new RespClient(server)) {
            client.call("SET", "a", "1");
            String first = client.call("LOG", "POSITION");
            client.call("SELECT", "3");
            client.call("MULTI");
            client.call("INCR", "n");
            client.call("INCR", "n");
            client.call("EXEC");
            client.call("GET", "n");
            String all = client.call("LOG", "READ", "FROM", "0");
            assertEquals(
                    List.of("0 SET a 1", "3 MULTI", "3 INCR n", "3 INCR n", "3 EXEC"), words(all));
            assertEquals(client.call("LOG", "POSITION"), lastPosition(all));
            assertEquals(
                    List.of("3 MULTI", "3 INCR n"),
                    words(client.call("LOG", "READ", "COUNT", "2", "FROM", first)));
            assertEquals("nil", client.call("LOG", "READ", "FROM", "$"));
            assertEquals("nil", client.call("LOG", "READ", "BLOCK", "30", "FROM", "$"));
        }
    }

    /** The last command of a transaction names its effects itself: they are the transaction's, and stand there once. */
    @Test
    void tellsWhatATransactionDidOnce() throws Exception {
        try (CairnServer server = start();
                RespClient client = new RespClient(server)) {
            client.call("SET", "f", "1");
            client.call("MULTI");
            client.call("SELECT", "3");
            client.call("INCRBYFLOAT", "f", "1.5");
            client.call("EXEC");
            client.call("MULTI");
            client.call("INCR", "n");
            client.call("INCRBYFLOAT", "f", "1");
            client.call("EXEC");
            assertEquals(
                    List.of(
                            "0 SET f 1",
                            "3 SET f 1.5 KEEPTTL",
                            "3 MULTI",
                            "3 INCR n",
                            "3 SET f 2.5 KEEPTTL",
                            "3 EXEC"),
                    words(client.call("LOG", "READ", "FROM", "0")));
        }
    }

    @Test
    void waitsForWhatComes() throws Exception {
        try (CairnServer server = start("appendfsync", "no");
                RespClient reader = new RespClient(server);
                RespClient writer = new RespClient(server)) {
            writer.call("SET", "before", "1");
            CompletableFuture<String> read =
                    CompletableFuture.supplyAsync(() -> blocked(reader, "0", "$"));
            while (!writer.call("INFO", "clients").contains("blocked_clients:1")) {
                Thread.onSpinWait();
            }
            writer.call("SET", "after", "2");
            String told = read.get();
            assertEquals(List.of("0 SET after 2"), words(told), told);
            read = CompletableFuture.supplyAsync(() -> blocked(reader, "0", "$"));
            while (!writer.call("INFO", "clients").contains("blocked_clients:1")) {
                Thread.onSpinWait();
            }
            String id = writer.call("CLIENT", "LIST");
            Matcher blocked = Pattern.compile("id=(\\d+) [^\\n]*cmd=log\\|read").matcher(id);
            assertTrue(blocked.find(), id);
            writer.call("CLIENT", "UNBLOCK", blocked.group(1));
            assertEquals("nil", read.get());
        }
    }

    private static String blocked(RespClient reader, String millis, String from) {
        try {
            return reader.call("LOG", "READ", "BLOCK", millis, "FROM", from);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsLostAcrossRestartsAndRetention() throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        String position = "0";
        String value = "v".repeat(2000);
        for (int round = 0; round < 3; round++) {
            try (CairnServer server = start("log-retention-size", "1gb", "snapshot-keep", "1");
                    RespClient client = new RespClient(server)) {
                for (int i = 0; i < 700; i++) {
                    client.call("SET", "k" + round + "-" + i, value);
                    expected.add("0 SET k" + round + "-" + i + " " + value);
                    if (i % 300 == 299) {
                        assertEquals("OK", client.call("SAVE"));
                    }
                    if (i % 200 == 199) {
                        String reply = client.call("LOG", "READ", "COUNT", "150", "FROM", position);
                        seen.addAll(words(reply));
                        position = lastPosition(reply);
                    }
                }
            }
        }
        try (CairnServer server = start("log-retention-size", "1gb");
                RespClient client = new RespClient(server)) {
            String reply = client.call("LOG", "READ", "FROM", position);
            while (!reply.equals("nil")) {
                seen.addAll(words(reply));
                position = lastPosition(reply);
                reply = client.call("LOG", "READ", "FROM", position);
            }
            assertEquals(expected, seen);
            client.call("CONFIG", "SET", "log-retention-size", "0");
            String refusal = "";
            while (!refusal.startsWith("-ERR The log in ")) {
                refusal = client.call("LOG", "READ", "FROM", "0");
            }
            assertTrue(refusal.contains("begins at position "), refusal);
        }
    }

    @Test
    void nonsenseIsRefused() throws Exception {
        try (CairnServer server = start();
                RespClient client = new RespClient(server)) {
            assertEquals("-ERR syntax error", client.call("LOG", "READ", "COUNT", "1"));
            assertEquals("-ERR syntax error", client.call("LOG", "READ", "FROM", "0", "COUNT"));
            assertEquals("-ERR syntax error", client.call("LOG", "READ", "FORM", "0"));
            assertEquals(
                    "-ERR position must be a number of the log, 0 for its begin or $",
                    client.call("LOG", "READ", "FROM", "-1"));
            assertTrue(client.call("LOG", "READ", "FROM", "77").contains("beyond the log's end"));
            assertEquals(
                    "-ERR value is out of range, must be positive",
                    client.call("LOG", "READ", "COUNT", "0", "FROM", "0"));
            assertEquals(
                    "-ERR timeout is negative",
                    client.call("LOG", "READ", "BLOCK", "-1", "FROM", "0"));
            client.call("MULTI");
            assertTrue(client.call("LOG", "READ", "FROM", "0").startsWith("-ERR"));
        }
        try (CairnServer server = start("appendonly", "no");
                RespClient client = new RespClient(server)) {
            assertEquals(
                    "-ERR there is no log: appendonly is no",
                    client.call("LOG", "READ", "FROM", "0"));
        }
    }
}
