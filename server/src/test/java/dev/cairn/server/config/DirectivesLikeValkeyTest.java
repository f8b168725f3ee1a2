// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.server.config.directive.Directive;
import dev.cairn.server.peer.PeerServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every directive is beside that of a real Valkey: there, with the same default, taking and refusing the same values in
 * the same words. What differs stands in differences.txt with its reason, and nothing else stands there.
 */
class DirectivesLikeValkeyTest {
    private static final List<String> VALUES =
            List.of(
                    "yes",
                    "NO",
                    "0",
                    "1",
                    "-1",
                    "-2",
                    "-101",
                    "5",
                    "10",
                    "99",
                    "100",
                    "101",
                    "500",
                    "1000",
                    "1024",
                    "65535",
                    "65536",
                    "1048576",
                    "2147483647",
                    "2147483648",
                    "4294967296",
                    "9223372036854775807",
                    "9223372036854775808",
                    "18446744073709551615",
                    "18446744073709551616",
                    "99999999999gb",
                    "1kb",
                    "2MB",
                    "1g",
                    "5%",
                    "101%",
                    "",
                    " ",
                    "x",
                    "a b",
                    "01",
                    "+1",
                    "0x10",
                    "1.5",
                    "777",
                    "KEA",
                    "Kg$x",
                    "nosave now",
                    "save nosave",
                    "900 1",
                    "900 1 60",
                    "900  1",
                    "5 5000000000",
                    "normal 1mb 1mb 60",
                    "replica 5 6 7 pubsub 8 9 0",
                    "normal 1",
                    "slave 1 1 -1",
                    "50 99.9",
                    "100.5",
                    "/a/b",
                    "a,b",
                    "1.2.3.4",
                    "::1",
                    "a.b-c",
                    "{title}",
                    "{no}",
                    "local",
                    "LRU",
                    "allkeys-lru",
                    "always",
                    "debug",
                    "\u00e4",
                    "a\"b");

    private static PeerServer peer;
    private static final Map<String, String> theirs = new TreeMap<>();
    private static final Set<String> differences = new LinkedHashSet<>();
    private static final Set<String> used = new TreeSet<>();

    @BeforeAll
    static void ask() throws IOException {
        try (InputStream text =
                DirectivesLikeValkeyTest.class.getResourceAsStream("differences.txt")) {
            new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> differences.add(line.substring(0, line.indexOf(':'))));
        }
        peer = new PeerServer(PeerServer.folder(), "--save", "");
        List<?> all = (List<?>) peer.run("CONFIG", "GET", "*");
        for (int i = 0; i < all.size(); i += 2) {
            theirs.put((String) all.get(i), (String) all.get(i + 1));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (peer != null) {
            peer.close();
        }
    }

    private static boolean differs(String kind, String name) {
        boolean differs = differences.contains(kind + " " + name);
        if (differs) {
            used.add(kind + " " + name);
        }
        return differs;
    }

    @Test
    void sameNamesSameDefaults() {
        Map<String, String> ours = new TreeMap<>();
        new Config()
                .directives()
                .names()
                .forEach(
                        (name, directive) -> {
                            if (!directive.spec().isHidden()) {
                                ours.put(name, directive.text());
                            }
                        });
        Map<String, String> expected = new TreeMap<>(theirs);
        for (String name : new TreeSet<>(ours.keySet())) {
            if (differs("own", name)) {
                ours.remove(name);
            } else if (differs("default", name)) {
                expected.put(name, ours.get(name));
            }
        }
        assertEquals(lines(expected), lines(ours));
    }

    private static String lines(Map<String, String> map) {
        StringBuilder lines = new StringBuilder();
        map.forEach((name, value) -> lines.append(name).append(" = ").append(value).append('\n'));
        return lines.toString();
    }

    /** Hidden directives are found by name in both, and not by pattern. */
    @Test
    void sameHiddenOnes() throws IOException {
        for (Directive<?> directive : new Config().directives().all()) {
            if (directive.spec().isHidden()) {
                assertEquals(
                        List.of(directive.name(), directive.text()),
                        peer.run("CONFIG", "GET", directive.name()));
            }
        }
    }

    @Test
    void sameAnswersToEveryValue() throws IOException {
        List<String> others = new ArrayList<>();
        Config names = new Config();
        for (Map.Entry<String, Directive<?>> entry : names.directives().names().entrySet()) {
            String name = entry.getKey();
            if (differs("own", name) || differs("untried", name)) {
                continue;
            }
            List<String> found = compare(name, entry.getValue());
            if (!found.isEmpty() && !differs("reply", name)) {
                others.addAll(found);
            }
        }
        assertEquals("", String.join("\n", others));
    }

    private static List<String> compare(String name, Directive<?> directive) throws IOException {
        List<String> others = new ArrayList<>();
        Config config = new Config();
        String before = (String) ((List<?>) peer.run("CONFIG", "GET", name)).get(1);
        for (String value : VALUES) {
            String expected = (String) peer.run("CONFIG", "SET", name, value);
            String actual = set(config, name, value);
            String expectedValue = (String) ((List<?>) peer.run("CONFIG", "GET", name)).get(1);
            String actualValue = config.directives().find(name).text();
            boolean isSameValue =
                    actualValue.equals(expectedValue) || directive.spec().isImmutable();
            if (!actual.equals(expected) || (expected.equals("OK") && !isSameValue)) {
                others.add(
                        name
                                + " '"
                                + value
                                + "' "
                                + expected
                                + " -> "
                                + expectedValue
                                + "\n  ours: "
                                + actual
                                + " -> "
                                + actualValue);
            }
        }
        peer.run("CONFIG", "SET", name, before);
        return others;
    }

    private static String set(Config config, String name, String value) {
        try {
            new ConfigChange(config, false, false).apply(List.of(name, value));
            return "OK";
        } catch (ConfigChange.Refusal e) {
            return "-ERR " + e.getMessage();
        }
    }

    @Test
    void everyDifferenceIsOne() throws IOException {
        sameNamesSameDefaults();
        sameAnswersToEveryValue();
        Set<String> left = new TreeSet<>(differences);
        left.removeAll(used);
        assertEquals(Set.of(), left);
    }
}
