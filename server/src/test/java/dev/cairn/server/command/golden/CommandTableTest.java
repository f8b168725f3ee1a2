// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CommandFamilies;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.docs.ArgumentReader;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds the command table beside Valkey's: arity, flags, keys, categories, tips, documentation, arguments. */
class CommandTableTest {
    private static SortedMap<String, String> goldenTable;
    private static SortedMap<String, String> goldenDocs;
    private static SortedMap<String, String> table;
    private static SortedMap<String, String> docs;
    private static Differences differences;

    @BeforeAll
    static void read() throws IOException {
        goldenTable = GoldenText.parse(resource("command-table.txt"));
        goldenDocs = GoldenText.parse(resource("command-docs.txt"));
        differences = Differences.parse(resource("differences.txt"));
        CommandTable commands = new CommandTable(CommandFamilies.all());
        table = GoldenText.table(SelfDescription.ask(commands, "COMMAND"));
        docs = GoldenText.docs(SelfDescription.ask(commands, "COMMAND", "DOCS"));
    }

    @Test
    void whatIsThereIsAsInValkey() {
        SortedMap<String, String> others = new TreeMap<>();
        table.forEach(
                (name, block) -> {
                    boolean documented = !differences.isOtherwiseDocumented(name);
                    String ours = block + (documented ? docs.get(name) : "");
                    String theirs =
                            goldenTable.get(name) + (documented ? goldenDocs.get(name) : "");
                    if (!ours.equals(theirs) && !differences.isOther(name)) {
                        others.put(name, "ours:\n" + ours + "theirs:\n" + theirs);
                    }
                });
        assertEquals("", GoldenText.file("", others).replace("# \n", ""));
    }

    @Test
    void noReasonIsLeftOver() {
        for (String reason : differences.all()) {
            String kind = reason.substring(0, reason.indexOf(' '));
            String name = reason.substring(reason.indexOf(' ') + 1);
            switch (kind) {
                case "absent" -> {
                    assertTrue(goldenTable.containsKey(name), reason);
                    assertFalse(table.containsKey(name), reason);
                }
                case "absent-group" ->
                        assertTrue(
                                goldenTable.keySet().stream()
                                        .anyMatch(
                                                each ->
                                                        group(each).equals(name)
                                                                && !table.containsKey(each)),
                                reason);
                case "other" -> {
                    String ours = table.get(name) + docs.get(name);
                    assertFalse(ours.equals(goldenTable.get(name) + goldenDocs.get(name)), reason);
                }
                case "other-docs" ->
                        assertFalse(docs.get(name).equals(goldenDocs.get(name)), reason);
                default -> throw new AssertionError(reason);
            }
        }
    }

    @Test
    void argumentsAreThereForCommandsOnly() {
        for (String family :
                List.of(
                        "string",
                        "bitmap",
                        "generic",
                        "hash",
                        "hyperloglog",
                        "list",
                        "set",
                        "transaction",
                        "connection",
                        "admin")) {
            ArgumentReader.read(family)
                    .keySet()
                    .forEach(
                            name ->
                                    assertTrue(
                                            goldenDocs.containsKey(name)
                                                    || differences.isOther(name),
                                            name));
        }
    }

    private static String group(String name) {
        return goldenDocs
                .getOrDefault(name, "")
                .lines()
                .filter(line -> line.startsWith("  group "))
                .map(line -> line.substring("  group ".length()))
                .findFirst()
                .orElse("");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = CommandTableTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
