// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.server.peer.Peer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first error in a configuration is the same as a real Valkey's: the line, its text and the reason. Every case ends
 * in a line that both refuse, so that neither server starts, and a case without an earlier error says that both took it.
 */
class ErrorsLikeValkeyTest {
    private static final String LAST = "no-such-directive at all\n";

    static Stream<String> texts() {
        return Stream.of(
                "",
                "# nothing\n\n   \t \n",
                "port 1234",
                "port",
                "port 1 2",
                "port x",
                "port 65536",
                "port -1",
                "PORT 7000\nPoRt x",
                "port 01",
                "port \"\"",
                "port '7'\nport '",
                "port \"7",
                "port \"7\"8",
                "port 7'0'",
                "port 7\"0\"x",
                "port \"\\x37\"\nport \"\\x\"",
                "requirepass a\\\\\"b\nport x",
                "requirepass 'it\\'s'\nport y",
                "requirepass \"a\\",
                "requirepass \"a\\\"\nport x",
                "requirepass 'a\\'\nport x",
                "requirepass 'a\\'b\nport x",
                "port\u000b1\nport x",
                "maxmemory 1gb\nmaxmemory 1tb",
                "maxmemory -1",
                "maxmemory 1.5gb",
                "maxmemory \"\"",
                "maxmemory 1 gb",
                "maxmemory-clients 101%",
                "maxmemory-clients 5%\nmaxmemory-clients %",
                "maxmemory-policy lru",
                "maxmemory-policy ALLKEYS-LRU\nmaxmemory-policy",
                "maxmemory-samples 0",
                "appendonly maybe",
                "appendonly YES\nappendonly y",
                "appendfsync sometimes",
                "save 900 1\nsave 900",
                "save 900 1 300 10\nsave 0 1",
                "save \"\"\nsave \"900 1\"\nsave \"900 1 x\"",
                "save 900 -1",
                "save",
                "save a b",
                "client-output-buffer-limit normal 0 0 0\nclient-output-buffer-limit normal 0 0",
                "client-output-buffer-limit \"pubsub 32mb 8mb 60\"\n"
                        + "client-output-buffer-limit x 0 0 0",
                "client-output-buffer-limit replica 1gb 1kb -1",
                "client-output-buffer-limit master 1gb 1kb 1",
                "client-output-buffer-limit \"\"",
                "bind 127.0.0.1 ::1 -::1\nbind \"\"\nbind " + "127.0.0.1 ".repeat(17),
                "bind",
                "unixsocketperm 777\nunixsocketperm 778",
                "unixsocketperm 1000",
                "databases 0",
                "dbfilename a/b",
                "dbfilename \"\"",
                "appenddirname a/b",
                "appendfilename a\\b",
                "dir \"\"",
                "dir /no/such/folder/at/all",
                "dir /etc/passwd",
                "dir a b",
                "latency-tracking-info-percentiles 50 100 99.99\n"
                        + "latency-tracking-info-percentiles 101",
                "latency-tracking-info-percentiles \"\"\nlatency-tracking-info-percentiles x",
                "shutdown-on-sigterm nosave now\nshutdown-on-sigterm nosave save",
                "shutdown-on-sigterm \"save force\"\nshutdown-on-sigterm never",
                "oom-score-adj-values 1 2 3\noom-score-adj-values 1 2",
                "oom-score-adj-values 1 2 3000",
                "notify-keyspace-events KEA\nnotify-keyspace-events Q",
                "proc-title-template x{title}\nproc-title-template {nothing}",
                "hz 0\nhz 100000\nhz -1",
                "io-threads 300",
                "slaveof no one\nslaveof a",
                "replicaof a b c",
                "slowlog-log-slower-than -1\nslowlog-log-slower-than -2",
                "lua-time-limit 1\nbusy-reply-threshold x",
                "list-max-ziplist-entries 512\nlist-max-ziplist-value 64\nlist-max-ziplist-entries",
                "list-max-ziplist-entries 1 2",
                "dynamic-hz yes",
                "io-threads-do-reads no",
                "sanitize-dump-payload no",
                "events-per-io-thread 2",
                "include",
                "include a b",
                "include /no/such/folder/*.conf",
                "cluster-config-file \"\"",
                "cluster-announce-hostname a_b",
                "cluster-announce-ip \"a b\"",
                "cluster-announce-client-ipv4 1.2.3\n",
                "cluster-announce-client-ipv4 1.2.3.4\ncluster-announce-client-ipv6 1::2::3",
                "tls-port 70000",
                "rename-command",
                "sentinel monitor x 127.0.0.1 6379 1",
                "loglevel Verbose\nloglevel loud",
                "log-format xml",
                "hash-max-listpack-entries 9223372036854775808",
                "hash-max-ziplist-value 1kb\nhash-max-ziplist-value -5",
                "proto-max-bulk-len 1048575",
                "proto-max-bulk-len 1mb\nclient-query-buffer-limit 1k",
                "\u00e4\u00f6 1",
                "port 6379 # not a comment",
                "\"port\" 6379\n\"\" 1",
                "''");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theFirstErrorIsTheSame(String text) throws IOException {
        String whole = text.isEmpty() || text.endsWith("\n") ? text + LAST : text + "\n" + LAST;
        same(whole, "-");
    }

    static Stream<List<String>> commandLines() {
        return Stream.of(
                List.of(),
                List.of("--port"),
                List.of("--port", "0"),
                List.of("--port 0"),
                List.of("--port 0", "--hz", "x"),
                List.of("--port", "0", "1"),
                List.of("--save", "", "--port", "x"),
                List.of("--save"),
                List.of("--save", "--port", "x"),
                List.of("--save", "900", "1", "--save", "900"),
                List.of("--save", "900 1 300 10", "--save", "900 1 300"),
                List.of("--SAVE", "--hz", "y"),
                List.of("--requirepass", "--port", "x"),
                List.of("--requirepass", "a b \"c\"", "--port", "x\ty"),
                List.of("--requirepass", "", "--hz", "z"),
                List.of("--bind", "127.0.0.1", "::1", "--bind", "127.0.0.1 ::1", "--hz"),
                List.of("-p", "80"),
                List.of("--appendonly", "yes", "--dir", "/no/such/folder"),
                List.of("--client-output-buffer-limit", "normal 0 0 0 pubsub 1 1"),
                List.of("--unbalanced \"x"),
                List.of("--", "x"),
                List.of("--port", "-", "--hz", "1"),
                List.of("--Port", "x"),
                List.of("--include", "/no/such/*", "--hz", "\\x41"),
                List.of("--loglevel", "verbose", "--", "--port", "1"));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void theFirstErrorOfACommandLineIsTheSame(List<String> given) throws IOException {
        List<String> arguments = new ArrayList<>(given);
        arguments.add("--no-such-directive");
        arguments.add("at all");
        same("", arguments.toArray(String[]::new));
        arguments.add("-");
        same("hz 20\ntimeout 1", arguments.toArray(String[]::new));
        same("hz 20\ntimeout 1\n", arguments.toArray(String[]::new));
    }

    private static void same(String input, String... arguments) throws IOException {
        byte[] bytes = input.getBytes(StandardCharsets.ISO_8859_1);
        ConfigException ours =
                assertThrows(
                        ConfigException.class,
                        () -> ConfigReader.read(arguments, new ByteArrayInputStream(bytes)));
        List<String> lines = ours.getMessage().lines().toList();
        assertEquals(
                String.join("\n", valkey(bytes, arguments)),
                String.join("\n", lines.subList(2, Math.min(5, lines.size()))),
                () -> "for the command line " + Arrays.toString(arguments) + " and\n" + input);
    }

    private static List<String> valkey(byte[] input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Peer.program("valkey-server").toString());
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().write(input);
        process.getOutputStream().close();
        byte[] errors = process.getErrorStream().readAllBytes();
        return new String(errors, StandardCharsets.ISO_8859_1)
                .lines()
                .dropWhile(line -> !line.startsWith("Reading the configuration file"))
                .toList();
    }
}
