// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.recovery.RespClient;
import dev.cairn.server.restore.History;
import dev.cairn.storage.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands about the past, as a user types them: log, restore, backup, check. */
class PastCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    @TempDir private Path folder;

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        return CairnCli.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String made(String name) {
        return folder.resolve(name).toString();
    }

    private void fill() throws Exception {
        try (CairnServer server = History.start(folder.resolve("data"));
                RespClient client = new RespClient(server)) {
            client.call("SET", "a", "1");
            client.call("SELECT", "2");
            client.call("SET", "b\"\n", "\u00ff");
            client.call("SAVE");
            client.call("DEL", "b\"\n");
        }
    }

    @Test
    void theLogIsPrintedAsCommandsAndAsJson() throws Exception {
        fill();
        assertEquals(0, run("log", data()), errors::toString);
        List<String> lines = out.toString().lines().toList();
        String time = " \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z ";
        assertTrue(lines.get(0).matches("50" + time + "\\[0\\] \"SET\" \"a\" \"1\""), lines.get(0));
        assertTrue(
                lines.get(1)
                        .matches("\\d+" + time + "\\[2\\] \"SET\" \"b\\\\\"\\\\n\" \"\\\\xff\""),
                lines.get(1));
        assertEquals(3, lines.size());
        assertEquals(0, run("log", data(), "--from", "50", "--format", "json"));
        lines = out.toString().lines().toList();
        assertEquals(2, lines.size());
        assertTrue(
                lines.get(0)
                        .endsWith(
                                "\"db\":2,\"command\":[\"SET\",\"b\\\"\\u000a\",{\"base64\":\"/w==\"}]}"),
                lines.get(0));
        assertEquals(0, run("log", data(), "--to", "50"));
        assertEquals(1, out.toString().lines().count());
        assertEquals(0, run("log", data(), "--from", "2001-01-01", "--to", "2002-01-01T00:00:00Z"));
        assertEquals("", out.toString());
    }

    @Test
    void aBackupIsMadeVerifiedListedAndRestored() throws Exception {
        fill();
        assertEquals(0, run("check", data()), errors::toString);
        assertTrue(out.toString().contains("A start loads snapshot-00000001.rdb"), out::toString);
        assertEquals(0, run("backup", "--from", data(), "--to", made("target")), errors::toString);
        Matcher snapshot =
                Pattern.compile("Copied snapshot-00000001-(\\d+)").matcher(out.toString());
        assertTrue(snapshot.find(), out::toString);
        String first = snapshot.group(1);
        assertEquals(0, run("backup", "list", made("target")), errors::toString);
        assertTrue(out.toString().contains("restores positions 0 to "), out::toString);
        assertEquals(0, run("backup", "verify", made("target")), errors::toString);
        assertTrue(out.toString().contains("all whole"), out::toString);
        assertEquals(
                0,
                run(
                        "restore",
                        "--from",
                        made("target"),
                        "--into",
                        made("one"),
                        "--to-position",
                        first),
                errors::toString);
        try (CairnServer server = History.start(folder.resolve("one"))) {
            assertEquals(Map.of("a", "1"), History.dataOf(server));
        }
        assertEquals(
                Set.of("data", "target", "one"),
                Set.of(folder.toFile().list()),
                "nothing else is left");
        assertEquals(1, run("restore", "--from", made("target"), "--into", made("one")));
        assertTrue(errors.toString().contains("not empty"), errors::toString);
    }

    @Test
    void aServerThatRunsIsNotChecked() throws Exception {
        try (CairnServer server = History.start(folder.resolve("data"))) {
            assertTrue(server.port() > 0);
            assertEquals(1, run("check", data()));
            assertTrue(errors.toString().contains("in use by a server"), errors::toString);
        }
    }

    @Test
    void damageIsSaid() throws Exception {
        fill();
        Path snapshot = folder.resolve("data/snapshot-00000001.rdb");
        byte[] bytes = Files.readAllBytes(snapshot);
        Files.write(snapshot, Arrays.copyOf(bytes, bytes.length - 3));
        assertEquals(1, run("check", data()));
        assertTrue(errors.toString().contains("snapshot-00000001.rdb"), errors::toString);
        assertTrue(errors.toString().contains("A start would refuse"), errors::toString);
        // The log from its begin stands for the snapshot.
        assertEquals(0, run("restore", "--from", data(), "--into", made("one")), errors::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "log DATA --from x|'x' is no time; expected",
                "log DATA --to 99999999999999999999|no position",
                "log DATA --format xml|--format is 'xml'; expected commands or json",
                "log DATA --from 5000|ends at position",
                "log NONE|is no data folder",
                "restore --from DATA --into NEW --to-time tomorrow|'tomorrow' is no time",
                "restore --from DATA --into NEW --to-position -1|'-1' is no position",
                "restore --from DATA --into NEW --to-position 12345|beyond the end",
                "restore --from NONE --into NEW|holds no log",
                "backup --from NONE --to NEW|is no folder",
                "backup --from DATA --to NEW --keep -1|--keep is -1; expected",
                "backup list NONE|has no backup in it",
                "backup verify DATA|has no backup in it",
                "check NONE|is no folder"
            })
    void whatIsWrongIsNamed(String arguments, String message) throws Exception {
        fill();
        String line = arguments.replace("DATA", data()).replace("NONE", made("none"));
        assertEquals(1, run(line.replace("NEW", made("new")).split(" ")), out::toString);
        assertTrue(errors.toString().contains(message), errors::toString);
        assertEquals(Set.of("data"), Set.of(folder.toFile().list()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restore --from a",
                "backup",
                "backup --to a --keep x",
                "restore --from a --into b --to-time @1 --to-position 1",
                "backup list"
            })
    void incompleteCommandsAreUsageErrors(String arguments) {
        assertEquals(2, run(arguments.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "restore", "backup", "check"})
    void helpIsThere(String command) {
        assertEquals(0, run(command, "--help"));
        assertTrue(out.toString().contains("cairn " + command), out::toString);
    }

    @Test
    void progressIsABarOnATerminalAndLinesElsewhere() {
        AtomicLong now = new AtomicLong(1000);
        Clock clock = () -> now.addAndGet(1000);
        for (boolean terminal : new boolean[] {false, true}) {
            out.getBuffer().setLength(0);
            CopyProgress progress = new CopyProgress(new PrintWriter(out, true), terminal, clock);
            progress.copying("x", 50, 100);
            progress.copied("x", 100);
            String bar = "\r\u001b[Kx [" + "#".repeat(15) + "-".repeat(15) + "]  50 %\r\u001b[K";
            assertEquals((terminal ? bar : "") + "Copied x, 100 bytes\n", out.toString());
        }
    }
}
