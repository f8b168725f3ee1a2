// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The programs beside a server that writes: a backup that is killed at random moments and run again ends well, and a
 * reader of the log that is killed and goes on from the last position it printed sees everything once.
 */
class KilledBackupTest {
    private static final int KILLS = Integer.getInteger("backup.kills", 6);

    @TempDir Path folder;

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger written = new AtomicInteger();

    private Path file(String name) {
        return folder.resolve(name);
    }

    /** Retains the log, for what the server drops between two runs of a program is a gap to it; rolls and saves often. */
    private ServerProcess start() throws Exception {
        return ServerProcess.start(
                file("data"),
                "--log-segment-size",
                "1mb",
                "--log-retention-size",
                "10gb",
                "--snapshot-keep",
                "1",
                "--save",
                "1 100");
    }

    private Thread writer(int port) {
        return Thread.ofPlatform()
                .start(
                        () -> {
                            try (RespClient client = new RespClient(port)) {
                                while (!done.get()) {
                                    int i = written.get();
                                    client.call("SET", "k" + i % 1000, i + "-" + "v".repeat(2000));
                                    written.set(i + 1);
                                }
                            } catch (IOException e) {
                                // The server was killed, which some tests do.
                            }
                        });
    }

    @Test
    void aBackupThatIsKilledAndRunAgainEndsWell() throws Exception {
        Random random = new Random();
        String target = file("target").toString();
        String data = file("data").toString();
        try (ServerProcess server = start()) {
            Thread writer = writer(server.port());
            for (int i = 0; i < KILLS; i++) {
                try (CliProcess backup =
                        CliProcess.start(
                                file("out"),
                                "backup",
                                "--from",
                                data,
                                "--to",
                                target,
                                "--follow")) {
                    // The moment of the kill is what chance decides; nothing waits for it to have
                    // an effect.
                    Thread.sleep(300 + random.nextInt(1500));
                    assertTrue(backup.isAlive(), backup::output);
                    backup.kill();
                }
            }
            done.set(true);
            writer.join();
            CliProcess.run(file("out"), "backup", "--from", data, "--to", target);
            String verified = CliProcess.run(file("out"), "backup", "verify", target);
            assertTrue(verified.contains("all whole"), verified);
        }
        CliProcess.run(
                file("out"), "restore", "--from", target, "--into", file("restored").toString());
        try (ServerProcess restored = ServerProcess.start(file("restored"));
                RespClient client = new RespClient(restored.port())) {
            assertEquals(
                    Math.min(1000, written.get()), Integer.parseInt("" + client.call("DBSIZE")));
            for (int i = Math.max(0, written.get() - 1000); i < written.get(); i++) {
                String value = "" + client.call("GET", "k" + i % 1000);
                assertTrue(value.startsWith(i + "-"), i + ": " + value.substring(0, 10));
            }
        }
    }

    @Test
    void aReaderThatIsKilledGoesOnWhereItWas() throws Exception {
        Random random = new Random();
        String data = file("data").toString();
        List<String> seen = new ArrayList<>();
        String position = "0";
        try (ServerProcess server = start()) {
            Thread writer = writer(server.port());
            for (int i = 0; i < KILLS; i++) {
                try (CliProcess reader =
                        CliProcess.start(
                                file("out"), "log", data, "--from", position, "--follow")) {
                    Thread.sleep(300 + random.nextInt(1500));
                    reader.kill();
                    position = add(seen, reader.output(), position);
                }
            }
            done.set(true);
            writer.join();
        }
        add(seen, CliProcess.run(file("out"), "log", data, "--from", position), position);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < written.get(); i++) {
            expected.add(i + "-");
        }
        assertEquals(expected, seen);
    }

    /** A write that was under way when the server was killed may be there, and is then written again. */
    @Test
    void aFeedLosesNothingWhenTheServerIsKilled() throws Exception {
        Random random = new Random();
        String data = file("data").toString();
        List<String> seen = new ArrayList<>();
        String position = "0";
        for (int i = 0; i < KILLS; i++) {
            try (ServerProcess server = start()) {
                Thread writer = writer(server.port());
                Thread.sleep(500 + random.nextInt(1500));
                server.kill();
                writer.join();
            }
            position =
                    add(
                            seen,
                            CliProcess.run(file("out"), "log", data, "--from", position),
                            position);
        }
        List<String> once = new ArrayList<>();
        for (String each : seen) {
            if (once.isEmpty() || !once.getLast().equals(each)) {
                once.add(each);
            }
        }
        for (int i = 0; i < written.get(); i++) {
            assertEquals(i + "-", once.get(i));
        }
        assertTrue(once.size() <= written.get() + 1, "there are " + once.size());
        assertTrue(seen.size() - once.size() <= KILLS, "written twice: " + seen.size());
    }

    /** Adds what the whole lines of a reader's output tell; returns the last position. */
    private static String add(List<String> seen, String output, String position) {
        String last = position;
        for (String line : output.substring(0, output.lastIndexOf('\n') + 1).split("\n")) {
            if (!line.isEmpty()) {
                String[] words = line.split(" ");
                last = words[0];
                seen.add(words[5].substring(1, words[5].indexOf('-') + 1));
            }
        }
        return last;
    }
}
