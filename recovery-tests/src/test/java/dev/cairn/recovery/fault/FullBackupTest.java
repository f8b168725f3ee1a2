// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.recovery.process.CliProcess;
import dev.cairn.recovery.process.RespClient;
import dev.cairn.recovery.process.ServerProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Backups onto a disk that is really full, a tmpfs of 24 megabytes; the server has another one and does not notice. */
class FullBackupTest {
    private static final int VALUE_BYTES = 20_000;

    @TempDir private Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                Command.succeeds(
                        "mount", "-t", "tmpfs", "-o", "size=24m", "cairn-test", disk.toString()),
                "SKIPPED: no tmpfs can be mounted here, so no disk is really full");
    }

    @AfterEach
    void unmount() throws Exception {
        Command.succeeds("umount", "-l", disk.toString());
    }

    private ServerProcess start() throws Exception {
        return ServerProcess.start(
                folder.resolve("data"),
                "--log-segment-size",
                "1mb",
                "--log-retention-size",
                "1gb",
                "--save",
                "",
                "--auto-aof-rewrite-percentage",
                "0");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String target() {
        return disk.resolve("target").toString();
    }

    private Path ballast() {
        return disk.resolve("ballast");
    }

    private Path said() {
        return folder.resolve("said");
    }

    private static void write(CountingWriter writer, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertNull(writer.write());
        }
    }

    private void assertWhole() throws Exception {
        String verified = CliProcess.run(said(), "backup", "verify", target());
        assertTrue(verified.contains("all whole"), verified);
    }

    private void assertNothingHalfWritten() throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(".new")));
        }
    }

    /** From the backup alone the server's last acknowledged write comes back. */
    private void assertRestores(long acknowledged) throws Exception {
        String into = folder.resolve("restored").toString();
        CliProcess.run(said(), "restore", "--from", target(), "--into", into);
        try (ServerProcess restored = ServerProcess.start(Path.of(into))) {
            assertEquals("", CountingWriter.faultOf(restored.port(), acknowledged));
        }
    }

    @Test
    void aRunThatFollowsGoesOnWhenThereIsRoom() throws Exception {
        Path output = folder.resolve("following");
        long acknowledged;
        try (ServerProcess server = start();
                CountingWriter writer = new CountingWriter(server.port(), VALUE_BYTES)) {
            write(writer, 60);
            try (CliProcess backup =
                    CliProcess.start(
                            output, "backup", "--from", data(), "--to", target(), "--follow")) {
                backup.awaitOutput("The backup reaches to position", 1);
                for (int round = 1; round <= 2; round++) {
                    Ballast.fill(ballast());
                    write(writer, 120);
                    backup.awaitOutput("No space left on device", round);
                    write(writer, 20);
                    assertWhole();
                    Files.delete(ballast());
                    backup.awaitOutput("The backup goes on.", round);
                    assertWhole();
                }
                String text = backup.output();
                assertTrue(
                        text.contains(target() + "/") && text.contains(".cq4.lz4 could not be"),
                        text);
                assertFalse(text.contains("\tat "), text);
                backup.kill();
            }
            CliProcess.run(said(), "backup", "--from", data(), "--to", target());
            acknowledged = writer.acknowledged();
        }
        assertWhole();
        assertNothingHalfWritten();
        assertRestores(acknowledged);
    }

    @Test
    void aRunThatDoesNotFollowSaysWhyAndTheNextOneEndsWell() throws Exception {
        long acknowledged;
        try (ServerProcess server = start();
                CountingWriter writer = new CountingWriter(server.port(), VALUE_BYTES);
                RespClient client = new RespClient(server.port())) {
            write(writer, 60);
            assertEquals("OK", client.call("SAVE"));
            CliProcess.run(said(), "backup", "--from", data(), "--to", target());
            Ballast.fill(ballast());
            write(writer, 60);
            try (CliProcess backup =
                    CliProcess.start(said(), "backup", "--from", data(), "--to", target())) {
                assertEquals(1, backup.awaitEnd());
                String text = backup.output();
                assertTrue(text.contains("The backup failed: " + target() + "/"), text);
                assertTrue(text.contains("No space left on device"), text);
                assertFalse(text.contains("Exception"), text);
            }
            assertNothingHalfWritten();
            assertWhole();
            Files.delete(ballast());
            CliProcess.run(said(), "backup", "--from", data(), "--to", target());
            acknowledged = writer.acknowledged();
        }
        assertWhole();
        assertRestores(acknowledged);
    }
}
