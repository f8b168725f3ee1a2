// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.config.directive.Directive;
import dev.cairn.server.config.directive.DirectiveException;
import dev.cairn.server.peer.PeerServer;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Several directives at once change together or not at all, and a refusal has Valkey's words. */
class ConfigChangeTest {
    private static final int ROUNDS = 1500;

    /** Directives of every kind, some under two names, some that no client may change, some that nobody knows. */
    private static final List<String> NAMES =
            List.of(
                    "hash-max-listpack-entries",
                    "hash-max-ziplist-entries",
                    "HASH-MAX-LISTPACK-VALUE",
                    "slowlog-log-slower-than",
                    "commandlog-execution-slower-than",
                    "slowlog-max-len",
                    "maxmemory-policy",
                    "Maxmemory-Samples",
                    "timeout",
                    "tcp-keepalive",
                    "hz",
                    "save",
                    "client-output-buffer-limit",
                    "notify-keyspace-events",
                    "lazyfree-lazy-expire",
                    "repl-ping-slave-period",
                    "repl-ping-replica-period",
                    "loglevel",
                    "proto-max-bulk-len",
                    "latency-tracking-info-percentiles",
                    "databases",
                    "unixsocketperm",
                    "enable-debug-command",
                    "dbfilename",
                    "no-such-directive",
                    "");

    private static final List<String> VALUES =
            List.of(
                    "1",
                    "10",
                    "100",
                    "-1",
                    "1mb",
                    "512mb",
                    "yes",
                    "no",
                    "notice",
                    "noeviction",
                    "allkeys-lfu",
                    "900 1 60 5",
                    "normal 1mb 1mb 60",
                    "50 99",
                    "KEA",
                    "",
                    "x",
                    "9223372036854775808");

    private final Config config = new Config();

    private String set(String... namesAndValues) {
        return set(false, List.of(namesAndValues));
    }

    private String set(boolean mayChangeProtected, List<String> namesAndValues) {
        try {
            new ConfigChange(config, mayChangeProtected, false).apply(namesAndValues);
            return "OK";
        } catch (ConfigChange.Refusal e) {
            return "-ERR " + e.getMessage();
        }
    }

    private String all() {
        TreeMap<String, String> values = new TreeMap<>();
        for (Directive<?> directive : config.directives().all()) {
            values.put(directive.name(), directive.text());
        }
        return values.toString();
    }

    private String get(String name) {
        return config.directives().find(name).text();
    }

    @Test
    void everyPairChanges() {
        assertEquals("OK", set("timeout", "7", "MAXMEMORY", "2mb", "save", "60 5"));
        assertEquals("7 2097152 60 5", get("timeout") + " " + get("maxmemory") + " " + get("save"));
    }

    @Test
    void oneRefusalTakesEverythingBack() {
        set("timeout", "7");
        String before = all();
        assertEquals(
                "-ERR CONFIG SET failed (possibly related to argument 'hz') - argument couldn't be"
                        + " parsed into an integer",
                set("timeout", "8", "save", "", "hz", "x"));
        assertEquals(before, all());
    }

    /** Names are checked before any value is, wherever they stand. */
    @Test
    void aNameThatNobodyKnowsComesFirst() {
        assertEquals(
                "-ERR Unknown option or number of arguments for CONFIG SET - 'tiemout'",
                set("hz", "x", "tiemout", "1"));
    }

    /** As with Valkey a directive and its alias are two names, of which the later one holds. */
    @Test
    void aNameIsGivenOnce() {
        String before = all();
        assertEquals(
                "-ERR CONFIG SET failed (possibly related to argument 'HZ') - duplicate parameter",
                set("hz", "20", "HZ", "20"));
        assertEquals(before, all());
        assertEquals("OK", set("hash-max-listpack-entries", "7", "hash-max-ziplist-entries", "8"));
        assertEquals("8", get("hash-max-listpack-entries"));
        String later = all();
        set("hash-max-listpack-entries", "9", "hash-max-ziplist-entries", "10", "hz", "x");
        assertEquals(later, all());
    }

    @Test
    void protectedOnesAreForThoseWhoMay() {
        List<String> dbfilename = List.of("dbfilename", "other.rdb");
        assertEquals(
                "-ERR CONFIG SET failed (possibly related to argument 'dbfilename') - can't set"
                        + " protected config",
                set(false, dbfilename));
        assertEquals("OK", set(true, dbfilename));
        assertEquals("other.rdb", get("dbfilename"));
    }

    @Test
    void someWaitUntilDataAreLoaded() {
        Directive<?> fixed =
                config.directives().all().stream()
                        .filter(directive -> directive.spec().isFixedWhileLoading())
                        .findFirst()
                        .orElseThrow();
        ConfigChange.Refusal refusal =
                assertThrows(
                        ConfigChange.Refusal.class,
                        () ->
                                new ConfigChange(config, true, true)
                                        .apply(List.of(fixed.name(), fixed.text())));
        assertTrue(refusal.isForLoading());
    }

    /** What reads a directive is told once when all are in place, and again when one of the others could not follow. */
    @Test
    void listenersFollowForwardsAndBack() {
        List<String> heard = new ArrayList<>();
        config.listen(
                () -> heard.add(get("timeout") + "/" + get("hz")),
                config.directives().find("timeout"),
                config.directives().find("hz"));
        config.listen(
                () -> {
                    if (get("maxmemory").equals("5")) {
                        throw new DirectiveException("five is too many");
                    }
                },
                config.directives().find("maxmemory"));

        assertEquals("OK", set("timeout", "3", "hz", "20", "maxmemory", "4"));
        assertEquals("OK", set("timeout", "3"));
        assertEquals(List.of("3/20"), heard);
        String before = all();
        assertEquals(
                "-ERR CONFIG SET failed (possibly related to argument 'maxmemory') - five is too"
                        + " many",
                set("hz", "30", "maxmemory", "5", "timeout", "9"));
        assertEquals(before, all());
        assertEquals(List.of("3/20", "9/30", "3/20"), heard);
    }

    /** Random pairs to both, with a seed that a failure names; both answer the same and hold the same. */
    @Test
    void bothServersTakeAndRefuseTheSame() throws IOException {
        SplittableRandom random = new SplittableRandom(20_261_121);
        try (PeerServer peer = new PeerServer(PeerServer.folder(), "--save", "")) {
            set("save", "");
            for (int round = 0; round < ROUNDS; round++) {
                List<String> pairs = new ArrayList<>();
                for (int i = random.nextInt(1, 4); i > 0; i--) {
                    pairs.add(NAMES.get(random.nextInt(NAMES.size())));
                    pairs.add(VALUES.get(random.nextInt(VALUES.size())));
                }
                List<String> command = new ArrayList<>(List.of("CONFIG", "SET"));
                command.addAll(pairs);
                String before = all();
                String ours = set(false, pairs);
                String told = "round " + round + ": " + pairs;
                assertEquals(peer.run(command.toArray(String[]::new)), ours, told);
                if (!ours.equals("OK")) {
                    assertEquals(before, all(), told);
                }
                for (int i = 0; i < pairs.size(); i += 2) {
                    if (config.directives().find(pairs.get(i)) != null) {
                        Object theirs = peer.run("CONFIG", "GET", pairs.get(i));
                        assertEquals(((List<?>) theirs).get(1), get(pairs.get(i)), told);
                    }
                }
            }
        }
    }
}
