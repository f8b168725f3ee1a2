// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.golden;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records the golden files from a running Valkey, and writes from the same reply the {@code arguments.txt} of every
 * family that Cairn offers: {@code java ... RecordGolden PORT FOLDER-OF-THE-SERVER-MODULE}. Run by hand when the
 * version that Cairn measures itself against changes.
 */
final class RecordGolden {
    /** Valkey's groups, and the package of the family here. */
    private static final Map<String, String> FAMILIES =
            Map.ofEntries(
                    Map.entry("string", "string"),
                    Map.entry("bitmap", "bitmap"),
                    Map.entry("generic", "generic"),
                    Map.entry("hash", "hash"),
                    Map.entry("hyperloglog", "hyperloglog"),
                    Map.entry("list", "list"),
                    Map.entry("set", "set"),
                    Map.entry("sorted-set", "zset"),
                    Map.entry("geo", "geo"),
                    Map.entry("transactions", "transaction"),
                    Map.entry("connection", "connection"),
                    Map.entry("server", "admin"));

    /** Commands of those groups that Cairn does not offer: their arguments would document nothing. */
    private static final List<String> NOT_OFFERED =
            List.of(
                    "migrate",
                    "acl",
                    "client|caching",
                    "client|tracking",
                    "failover",
                    "module",
                    "psync",
                    "replconf",
                    "replicaof",
                    "restore-asking",
                    "slaveof",
                    "sync");

    private RecordGolden() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        Path module = Path.of(arguments[1]);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            RespValues replies = new RespValues(socket.getInputStream());
            String version = (String) ((Map<?, ?>) ask(socket, replies, "HELLO 3")).get("version");
            Path golden =
                    Files.createDirectories(
                            module.resolve("src/test/resources/dev/cairn/server/command/golden"));
            write(
                    golden.resolve("command-table.txt"),
                    GoldenText.file(
                            "COMMAND of Valkey " + version,
                            GoldenText.table(ask(socket, replies, "COMMAND"))));
            Object docs = ask(socket, replies, "COMMAND DOCS");
            write(
                    golden.resolve("command-docs.txt"),
                    GoldenText.file("COMMAND DOCS of Valkey " + version, GoldenText.docs(docs)));
            writeArguments(
                    module.resolve("src/main/resources/dev/cairn/server/command"),
                    (Map<?, ?>) docs);
        }
    }

    private static Object ask(Socket socket, RespValues replies, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return replies.read();
    }

    private static void writeArguments(Path folder, Map<?, ?> docs) throws IOException {
        Map<String, SortedMap<String, String>> families = new LinkedHashMap<>();
        List<Map<?, ?>> levels = new ArrayList<>(List.of(docs));
        while (!levels.isEmpty()) {
            levels.removeLast()
                    .forEach(
                            (name, each) -> {
                                Map<?, ?> doc = (Map<?, ?>) each;
                                String family = FAMILIES.get(doc.get("group"));
                                if (family == null || NOT_OFFERED.contains(name)) {
                                    return;
                                }
                                if (doc.get("arguments") != null) {
                                    StringBuilder text = new StringBuilder();
                                    GoldenText.addArguments(
                                            text, (List<?>) doc.get("arguments"), "  ");
                                    families.computeIfAbsent(family, key -> new TreeMap<>())
                                            .put((String) name, text.toString());
                                }
                                if (doc.get("subcommands") != null) {
                                    levels.add((Map<?, ?>) doc.get("subcommands"));
                                }
                            });
        }
        for (Map.Entry<String, SortedMap<String, String>> family : families.entrySet()) {
            write(
                    Files.createDirectories(folder.resolve(family.getKey()))
                            .resolve("arguments.txt"),
                    GoldenText.file(
                            "The arguments of these commands, as COMMAND DOCS tells them.",
                            family.getValue()));
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        System.out.println(file + " " + text.length());
    }
}
