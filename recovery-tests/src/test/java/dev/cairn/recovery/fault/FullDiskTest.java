// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.recovery.process.RespClient;
import dev.cairn.recovery.process.ServerProcess;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server whose disk is really full, a tmpfs of 48 megabytes: while writing, while taking a snapshot, and at the start. */
class FullDiskTest {
    private static final long RESUME_LIMIT_NANOS = 10_000_000_000L;

    @TempDir private Path folder;

    private Path data;
    private Path ballast;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                Command.succeeds(
                        "mount", "-t", "tmpfs", "-o", "size=48m", "cairn-test", folder.toString()),
                "SKIPPED: no tmpfs can be mounted here, so no disk is really full");
        data = folder.resolve("data");
        ballast = folder.resolve("ballast");
    }

    @AfterEach
    void unmount() throws Exception {
        Command.succeeds("umount", "-l", folder.toString());
    }

    private ServerProcess start() throws Exception {
        return ServerProcess.start(data, options());
    }

    private static String[] options() {
        // Snapshots that the log's growth asks for would make room by themselves.
        return new String[] {
            "--appendfsync",
            "always",
            "--log-segment-size",
            "1mb",
            "--save",
            "",
            "--auto-aof-rewrite-percentage",
            "0"
        };
    }

    @Test
    void writesAreRefusedAndResume() throws Exception {
        cycles(3);
    }

    @Tag("slow")
    @Test
    void writesAreRefusedAndResumeAHundredTimes() throws Exception {
        cycles(Integer.getInteger("disk.cycles.slow", 100));
    }

    private void cycles(int cycles) throws Exception {
        long acknowledged;
        long slowest = 0;
        try (ServerProcess server = start();
                CountingWriter writer = new CountingWriter(server.port(), 20_000);
                RespClient reader = new RespClient(server.port())) {
            assertEquals("OK", reader.call("SET", "long ago", "here"));
            for (int i = 0; i < cycles; i++) {
                slowest = Math.max(slowest, cycle(server, writer, reader, i % 2 == 1));
            }
            acknowledged = writer.acknowledged();
            assertFalse(server.output().contains("Exception"), server.output());
            server.kill();
        }
        try (ServerProcess server = start()) {
            assertEquals("", CountingWriter.faultOf(server.port(), acknowledged));
        }
        System.out.printf(
                "%d times full, %d writes acknowledged, none lost; writing resumed within %d ms%n",
                cycles, acknowledged, slowest / 1_000_000);
    }

    /** The disk is full once, with a snapshot under way or not; the nanoseconds until writing went on. */
    private long cycle(
            ServerProcess server, CountingWriter writer, RespClient reader, boolean snapshot)
            throws IOException {
        try {
            Ballast.fill(ballast);
            String trouble = writer.write();
            while (trouble == null) {
                trouble = writer.write();
            }
            assertRefused(reader.call("SET", "another", "value"));
            assertEquals("here", reader.call("GET", "long ago"));
            if (snapshot) {
                reader.call("BGSAVE");
            }
            Files.delete(ballast);
            long nanos = resumeNanos(writer, trouble);
            dropLog(reader);
            assertEquals("", CountingWriter.faultOf(server.port(), writer.acknowledged()));
            return nanos;
        } catch (IOException | AssertionError e) {
            e.addSuppressed(new AssertionError("The server said:\n" + server.output()));
            throw e;
        }
    }

    @Test
    void aServerWithoutSpaceEndsAndStartsAgain() throws Exception {
        long acknowledged;
        try (ServerProcess server = start();
                CountingWriter writer = new CountingWriter(server.port(), 20_000)) {
            Ballast.fill(ballast);
            while (writer.write() == null) {
                // Until the disk is full.
            }
            acknowledged = writer.acknowledged();
            server.terminate();
        }
        // What the end gave back is enough for a start.
        Ballast.fill(ballast);
        ServerProcess without = ServerProcess.launch(data, options());
        int code = without.awaitEnd();
        String said = without.output();
        assertTrue(code != 0 && said.contains("No space left on device"), said);
        assertFalse(said.contains("\tat "), said);
        Files.delete(ballast);
        try (ServerProcess server = start();
                CountingWriter writer = new CountingWriter(server.port(), 20_000)) {
            assertEquals("", CountingWriter.faultOf(server.port(), acknowledged));
            assertNull(writer.write());
        }
    }

    /** A snapshot lets the log go that it covers: there is little space here. */
    private static void dropLog(RespClient client) throws IOException {
        Object saved = client.call("SAVE");
        while (String.valueOf(saved).contains("Background save already in progress")) {
            saved = client.call("SAVE");
        }
        for (int i = 0; i < 50 && !"OK".equals(saved); i++) {
            saved = client.call("SAVE");
        }
        assertEquals("OK", saved);
    }

    /** How long it takes until a write is acknowledged; the one that waited is so first. */
    private static long resumeNanos(CountingWriter writer, String trouble) throws IOException {
        long start = System.nanoTime();
        if (trouble.equals(CountingWriter.PENDING)) {
            assertNull(writer.await());
        }
        for (String refusal = writer.write(); refusal != null; refusal = writer.write()) {
            assertTrue(refusal.startsWith("MISCONF "), refusal);
            assertTrue(System.nanoTime() - start < RESUME_LIMIT_NANOS, refusal);
        }
        return System.nanoTime() - start;
    }

    private static void assertRefused(Object reply) {
        assertTrue(
                reply instanceof RespClient.ErrorReply error
                        && error.text().startsWith("MISCONF Errors writing to the AOF file: "),
                "" + reply);
    }
}
