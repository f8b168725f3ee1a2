// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.cairn.recovery.fault.Command;
import dev.cairn.recovery.process.RespClient;
import dev.cairn.recovery.process.ServerProcess;
import dev.cairn.server.CairnServer;
import dev.cairn.server.StartException;
import dev.cairn.server.config.Config;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A server runs, is held still at random moments, and from what its disk had promised and what it had been given since many
 * images are made of how a power loss may leave the data folder. On each a server starts by itself, holds every transaction
 * that was acknowledged under {@code always}, and holds what there was at one moment. Then a life begins on one of them.
 *
 * <p>{@code -Dpower.seed} repeats a run as far as chance decides it; when a server is held still, time does.
 */
class PowerLossTest {
    private static final int STATES = 10;
    private static final int STEPS_BETWEEN_STATES = 100;

    @TempDir private Path root;

    private final List<String> faults = new ArrayList<>();
    private int images;

    /** A moment of a life: what the disk had, and what had been acknowledged. */
    private record Moment(DiskState disk, int acknowledged) {}

    @Test
    void aServerStartsOnWhatIsLeft() throws Exception {
        lives(2, Integer.getInteger("power.images", 10), false);
        assertEquals("", String.join("\n", faults));
    }

    @Tag("slow")
    @Test
    void aServerStartsOnWhatIsLeftManyTimes() throws Exception {
        lives(10, Integer.getInteger("power.images.slow", 61), false);
        assertEquals("", String.join("\n", faults));
    }

    /** A log that is not synced at all loses what was acknowledged. */
    @Test
    void aSkippedSyncIsNoticed() throws Exception {
        lives(1, 10, true);
        assertNotEquals(List.of(), faults);
    }

    private void lives(int lives, int imagesPerState, boolean lying) throws Exception {
        long seed = Long.getLong("power.seed", System.nanoTime());
        Random random = new Random(seed);
        Path library = SyncedDisk.library(root);
        KnownWriter writer = new KnownWriter(seed);
        Path data = root.resolve("data-0");
        for (int life = 0; life < lives; life++) {
            SyncedDisk disk = SyncedDisk.beside(data, root.resolve("images-" + life), library);
            if (lying) {
                disk.lie();
            }
            // Under the other policies a loss is no fault, and what is left has to be whole all the
            // same.
            String policy = life % 3 == 2 ? "everysec" : "always";
            List<Moment> moments = live(disk, policy, writer, random);
            int first = images;
            startOnImages(moments, policy, imagesPerState, writer, random);
            System.out.printf(
                    "%s: %d images of %d moments, %d transactions, seed %d: %d faults%n",
                    policy,
                    images - first,
                    moments.size(),
                    writer.acknowledged(),
                    seed,
                    faults.size());
            if (!faults.isEmpty()) {
                return;
            }
            Path next = root.resolve("data-" + (life + 1));
            moments.getLast().disk().lose(next, random);
            goOn(next, writer);
            delete(data);
            delete(root.resolve("images-" + life));
            data = next;
        }
    }

    /** Lets a server run, and holds it still now and then, the first times while it starts. */
    private static List<Moment> live(
            SyncedDisk disk, String policy, KnownWriter writer, Random random) throws Exception {
        List<Moment> moments = new ArrayList<>();
        try (ServerProcess server =
                ServerProcess.launch(disk.environment(), disk.data(), directives(policy, random))) {
            server.awaitLoading();
            moments.add(moment(server, disk, writer));
            server.awaitReady();
            Thread writing = Thread.ofPlatform().start(() -> writer.run(server.port()));
            for (int i = 1; i < STATES; i++) {
                await(writer, writer.acknowledged() + random.nextInt(STEPS_BETWEEN_STATES));
                if (random.nextInt(2) == 0) {
                    saveInBackground(server);
                    await(writer, writer.acknowledged() + random.nextInt(4));
                }
                moments.add(moment(server, disk, writer));
            }
            // The digests of what was under way at the last moment are known then.
            await(writer, writer.acknowledged() + 2 * KnownWriter.MOST_AT_ONCE);
            server.kill();
            writing.join();
        }
        return moments;
    }

    private static void saveInBackground(ServerProcess server) throws IOException {
        try (RespClient client = new RespClient(server.port())) {
            client.call("BGSAVE");
        }
    }

    private static void await(KnownWriter writer, int acknowledged) {
        while (writer.acknowledged() < acknowledged) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static Moment moment(ServerProcess server, SyncedDisk disk, KnownWriter writer)
            throws Exception {
        hold(server);
        try {
            return new Moment(DiskState.of(disk), writer.acknowledged());
        } finally {
            Command.succeeds("kill", "-CONT", Long.toString(server.pid()));
        }
    }

    /** Returns when none of the server's threads runs any more. */
    private static void hold(ServerProcess server) throws Exception {
        Command.succeeds("kill", "-STOP", Long.toString(server.pid()));
        boolean still;
        do {
            still = true;
            try (Stream<Path> tasks =
                    Files.list(Path.of("/proc", Long.toString(server.pid()), "task"))) {
                for (Path task : tasks.toList()) {
                    String stat = Files.readString(task.resolve("stat"));
                    still &= stat.startsWith(" T", stat.lastIndexOf(')') + 1);
                }
            }
        } while (!still);
    }

    private void startOnImages(
            List<Moment> moments, String policy, int each, KnownWriter writer, Random random)
            throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<String>> running = new ArrayList<>();
            for (Moment moment : moments) {
                for (int i = 0; i < each; i++) {
                    long seed = random.nextLong();
                    Path image = root.resolve("image-" + images++);
                    int atLeast = policy.equals("always") ? moment.acknowledged() : 0;
                    running.add(
                            threads.submit(
                                    () -> startOn(image, moment.disk(), seed, atLeast, writer)));
                }
            }
            for (Future<String> future : running) {
                String fault = future.get();
                if (!fault.isEmpty()) {
                    faults.add(fault);
                }
            }
        }
    }

    private static String startOn(
            Path image, DiskState state, long seed, int atLeast, KnownWriter writer)
            throws Exception {
        state.lose(image, new Random(seed));
        String before = listing(image);
        String fault;
        try (CairnServer server = start(image);
                RespClient client = new RespClient(server.port())) {
            fault = writer.faultOf(client, atLeast);
        } catch (StartException e) {
            fault = "no start: " + e.getMessage();
        }
        delete(image);
        return fault.isEmpty() ? "" : "image " + seed + " of " + before + ": " + fault;
    }

    private static void goOn(Path data, KnownWriter writer) throws Exception {
        try (CairnServer server = start(data);
                RespClient client = new RespClient(server.port())) {
            writer.goOnFrom(client);
        } catch (StartException e) {
            throw new AssertionError(listing(data) + ": " + e.getMessage(), e);
        }
    }

    private static CairnServer start(Path folder) throws StartException {
        return CairnServer.start(
                new Config()
                        .set("port", "0")
                        .set("bind", "127.0.0.1")
                        .set("dir", folder.toString())
                        .set("appendfsync", "no")
                        .set("log-segment-size", "1mb")
                        .set("enable-debug-command", "yes")
                        .set("save", ""));
    }

    private static String[] directives(String policy, Random random) {
        return new String[] {
            "--appendfsync",
            policy,
            "--log-segment-size",
            "1mb",
            "--log-retention-size",
            random.nextBoolean() ? "10gb" : "0",
            "--enable-debug-command",
            "yes",
            "--save",
            ""
        };
    }

    private static String listing(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file) + " " + file.toFile().length())
                    .sorted()
                    .toList()
                    .toString();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
