// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.recovery.process.RespClient;
import dev.cairn.recovery.process.ServerProcess;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Syncs that fail once, that fail always, that take very long: under {@code always} writers wait, and readers do not, but for
 * who asks for what has just been written.
 */
class SyncFaultTest {
    private static final int KEYS = 3_000;
    private static final int WAITING_WRITES = 1_000;

    @TempDir private Path folder;

    private ServerProcess start(FaultyDisk disk) throws Exception {
        return ServerProcess.start(
                disk.environment(),
                folder.resolve("data"),
                "--appendfsync",
                "always",
                "--log-segment-size",
                "1mb",
                "--save",
                "");
    }

    /** Once a sync has failed the segment is not trusted any more: what was promised stands in a new one. */
    @Test
    void afterAFailedSyncTheSegmentIsGivenUp() throws Exception {
        FaultyDisk disk = FaultyDisk.in(folder);
        long acknowledged;
        try (ServerProcess server = start(disk);
                CountingWriter writer = new CountingWriter(server.port(), 1_000)) {
            for (int round = 1; round <= 5; round++) {
                writeAcknowledged(writer, 100);
                disk.obey("once");
                writeAcknowledged(writer, 100);
                assertTrue(sealed() >= round, "after " + round + " failures: " + sealed());
            }
            acknowledged = writer.acknowledged();
            server.kill();
        }
        try (ServerProcess server = start(disk)) {
            assertEquals("", CountingWriter.faultOf(server.port(), acknowledged));
        }
    }

    @Test
    void whileSyncsFailNothingIsAcknowledged() throws Exception {
        FaultyDisk disk = FaultyDisk.in(folder);
        long acknowledged;
        try (ServerProcess server = start(disk);
                CountingWriter writer = new CountingWriter(server.port(), 1_000);
                RespClient reader = new RespClient(server.port())) {
            assertEquals("OK", reader.call("SET", "long ago", "here"));
            writeAcknowledged(writer, 10);
            disk.obey("fail");
            assertNotNull(writer.write());
            assertEquals("here", reader.call("GET", "long ago"));
            Object refused = reader.call("SET", "another", "value");
            assertTrue(
                    refused instanceof RespClient.ErrorReply error
                            && error.text().startsWith("MISCONF "),
                    "" + refused);
            disk.obey("ok");
            assertNull(writer.await());
            writeAcknowledged(writer, 10);
            acknowledged = writer.acknowledged();
            assertFalse(server.output().contains("\tat "), server.output());
            server.kill();
        }
        try (ServerProcess server = start(disk)) {
            assertEquals("", CountingWriter.faultOf(server.port(), acknowledged));
        }
    }

    @Test
    void readersDoNotFeelAStall() throws Exception {
        stall(2_000);
    }

    @Tag("slow")
    @Test
    void readersDoNotFeelALongStall() throws Exception {
        stall(10_000);
    }

    private void stall(long millis) throws Exception {
        FaultyDisk disk = FaultyDisk.in(folder);
        try (ServerProcess server = start(disk);
                CountingWriter writer = new CountingWriter(server.port(), 1_000);
                RespClient crowd = new RespClient(server.port());
                RespClient reader = new RespClient(server.port());
                RespClient curious = new RespClient(server.port())) {
            write(reader, "long ago:", KEYS);
            awaitWritten(reader, KEYS);
            writeAcknowledged(writer, 10);
            disk.obey("stall");
            write(crowd, "just now:", WAITING_WRITES);
            assertEquals(CountingWriter.PENDING, writer.write());
            curious.send("GET", "number");
            curious.flush();
            long start = System.nanoTime();
            // The sync ends when it is told to: a read that waited for it would wait for ever.
            int reads = 0;
            while (reads < KEYS || System.nanoTime() - start < millis * 1_000_000) {
                String number = "" + reads % KEYS;
                assertEquals(number, reader.call("GET", "long ago:" + number));
                reads++;
            }
            assertEquals(CountingWriter.PENDING, writer.look());
            curious.timeout(1);
            assertThrows(SocketTimeoutException.class, curious::read);
            disk.obey("ok");
            assertNull(writer.await());
            curious.timeout(60_000);
            assertEquals("" + writer.acknowledged(), curious.read());
            awaitWritten(crowd, WAITING_WRITES);
            writeAcknowledged(writer, 10);
            System.out.printf("%d reads were answered during one sync%n", reads);
        }
    }

    /** Sets so many keys to their numbers, and waits for nothing. */
    private static void write(RespClient client, String prefix, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            client.send("SET", prefix + i, "" + i);
        }
        client.flush();
    }

    private static void awaitWritten(RespClient client, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertEquals("OK", client.read());
        }
    }

    /** Writes until so many are acknowledged; those that are refused or wait meanwhile do not count. */
    private static void writeAcknowledged(CountingWriter writer, int count) throws IOException {
        long until = writer.acknowledged() + count;
        while (writer.acknowledged() < until) {
            if (CountingWriter.PENDING.equals(writer.write())) {
                writer.await();
            }
        }
    }

    private long sealed() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data").resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".sealed")).count();
        }
    }
}
