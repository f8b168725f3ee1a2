// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;

/** A server that finds the append-only files of a Valkey in its data folder holds what that one held. */
class AppendOnlyImportTest {
    private static final int STEPS = 4_000;

    @TempDir private Path folder;

    private CairnServer start() throws StartException {
        return CairnServer.start(
                new Config()
                        .set("port", "0")
                        .set("unixsocket", socket().toString())
                        .set("dir", folder.toString())
                        .set("appendfsync", "no")
                        .set("enable-debug-command", "yes")
                        .set("save", ""));
    }

    private Path socket() {
        return folder.resolve("cairn.sock");
    }

    /** With a base that is an RDB file, and with one that is commands; with what was written before and after it. */
    @ParameterizedTest
    @CsvSource({"yes, 1", "no, 2"})
    void everythingIsTakenOver(String preamble, long seed) throws Exception {
        SortedMap<String, String> held;
        try (PeerProcess peer =
                PeerProcess.start(
                        folder,
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "no",
                        "--aof-timestamp-enabled",
                        "yes",
                        "--aof-use-rdb-preamble",
                        preamble)) {
            List<Step> steps = StepSource.draw(StepSource.all(), new Chance(seed), STEPS);
            play(peer, steps.subList(0, STEPS / 2));
            rewrite(peer);
            play(peer, steps.subList(STEPS / 2, STEPS));
            held = HeldData.once(peer.socket());
        }
        for (int i = 0; i < 2; i++) {
            try (CairnServer _ = start()) {
                assertEquals(held, HeldData.of(socket()));
            }
        }
        assertTrue(Files.exists(folder.resolve("snapshot-00000001.rdb")));
    }

    private static void play(PeerProcess peer, List<Step> steps) throws Exception {
        try (RespClient client = new RespClient(peer.socket())) {
            for (Step step : steps) {
                client.send(step.encoded());
                client.read();
            }
            client.call("DISCARD");
        }
    }

    private static void rewrite(PeerProcess peer) throws Exception {
        try (RespClient client = new RespClient(peer.socket())) {
            client.call("BGREWRITEAOF");
            while (!client.call("INFO", "persistence")
                    .text()
                    .contains("aof_rewrite_in_progress:0")) {
                Thread.onSpinWait();
            }
        }
    }

    private static String number(int number) {
        return String.format("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\n%d\r\n", number);
    }

    private Path parts(String... contents) throws Exception {
        Path parts = Files.createDirectories(folder.resolve("appendonlydir"));
        StringBuilder manifest = new StringBuilder();
        Path last = null;
        for (int i = 1; i <= contents.length; i++) {
            last = parts.resolve("appendonly.aof." + i + ".incr.aof");
            Files.writeString(last, contents[i - 1], StandardCharsets.ISO_8859_1);
            manifest.append("file ").append(last.getFileName());
            manifest.append(" seq ").append(i).append(" type i\n");
        }
        Files.writeString(parts.resolve("appendonly.aof.manifest"), manifest);
        return last;
    }

    private String get() throws Exception {
        try (CairnServer _ = start();
                RespClient client = new RespClient(socket())) {
            return client.call("GET", "k").text();
        }
    }

    @Test
    void theLastFileMayBeTorn() throws Exception {
        parts(number(1), number(2) + "*1\r\n$5\r\nMULTI\r\n" + number(3));
        assertEquals("1:2", get());
    }

    @Test
    void anEarlierFileMayNot() throws Exception {
        parts(number(1) + "*3\r\n$3\r\nSE", number(2));
        StartException e = assertThrows(StartException.class, this::start);
        assertTrue(e.getMessage().contains("1.incr.aof ends in the middle"), e.getMessage());
        assertTrue(e.getMessage().contains("byte 27 of 37"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|is damaged at byte 27",
                "*1\\r"
                        + "\\n"
                        + "$5\\r"
                        + "\\n"
                        + "HELLO\\r"
                        + "\\n"
                        + "*2\\r"
                        + "\\n"
                        + "$8\\r"
                        + "\\n"
                        + "MODULE.X\\r"
                        + "\\n"
                        + "$1\\r"
                        + "\\n"
                        + "1\\r"
                        + "\\n"
                        + "|not known here: MODULE.X",
                "*2\\r\\n$6\\r\\nSELECT\\r\\n$2\\r\\n99\\r\\n|byte 27 of the append-only file",
                "*3\\r\\n$3\\r\\nSET\\r\\n$9999999999\\r\\n|an argument of 9999999999 bytes",
            })
    void whatIsNoSuchFileIsRefused(String content, String reason) throws Exception {
        parts(number(1) + content.replace("\\r\\n", "\r\n"));
        StartException e = assertThrows(StartException.class, this::start);
        assertTrue(e.getMessage().contains(reason), e.getMessage());
        assertTrue(e.getMessage().contains("Nothing was changed"), e.getMessage());
    }

    @Test
    void theSingleFileOfAnOldServerIsTakenOver() throws Exception {
        Files.writeString(folder.resolve("appendonly.aof"), number(1) + number(2));
        assertEquals("1:2", get());
        // What is written to it afterwards does not count any more.
        Files.writeString(folder.resolve("appendonly.aof"), number(3), StandardOpenOption.APPEND);
        assertEquals("1:2", get());
    }

    /** The log is begun before the data are in a snapshot. */
    @Test
    void aStartThatDiedWhileItTookDataOverIsRepeated() throws Exception {
        parts(number(1));
        assertEquals("1:1", get());
        Files.delete(folder.resolve("snapshot-00000001.rdb"));
        Files.delete(folder.resolve("dump.rdb"));
        assertEquals("1:1", get());
    }
}
