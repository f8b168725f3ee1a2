// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.recovery.process.CliProcess;
import dev.cairn.recovery.process.RespClient;
import dev.cairn.recovery.process.ServerProcess;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Readers of the log while syncs of it fail, so that segments are given up and what was promised is written again: whoever
 * goes on from the last position that he has sees every acknowledged write once, in order, at a position that is never used
 * again for another one.
 */
class FeedAcrossSyncFaultsTest {
    private static final int ROUNDS = Integer.getInteger("feed.rounds", 12);
    private static final int WRITES_PER_ROUND = 40;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final String REFUSED = "Writes are refused";

    private static final Pattern LINE = Pattern.compile("^(\\d+) .*\"number\" \"(\\d+)\"");

    @TempDir private Path folder;

    /** Nothing more is to be written; nothing more was. */
    private final AtomicBoolean done = new AtomicBoolean();

    private final AtomicBoolean complete = new AtomicBoolean();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Throwable> trouble = new AtomicReference<>();

    /** A change that a reader was handed. */
    private record Change(long position, long number) {}

    @ParameterizedTest
    @ValueSource(strings = {"always", "everysec"})
    void nothingIsLostOrSeenTwice(String policy) throws Exception {
        FaultyDisk disk = FaultyDisk.in(folder);
        List<Change> wired = new ArrayList<>();
        List<Change> printed;
        try (ServerProcess server = start(disk, policy);
                CliProcess log =
                        CliProcess.start(
                                folder.resolve("feed"), "log", data(), "--from", "0", "--follow")) {
            Thread writer = thread(() -> write(server.port()));
            Thread reader = thread(() -> read(server.port(), wired));
            breakSyncs(disk, server);
            done.set(true);
            writer.join();
            complete.set(true);
            reader.join();
            assertNull(trouble.get(), () -> trouble.get() + "\n" + server.output());
            log.awaitOutput("\"number\" \"" + acknowledged.get() + "\"", 1);
            printed = changes(log.output());
            assertTrue(sealed() >= ROUNDS / 2, "segments were given up: " + sealed());
            assertFalse(server.output().contains("\tat "), server.output());
            server.kill();
        }
        assertEachOnce(wired);
        assertEquals(wired, printed);
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
            List<Change> again = new ArrayList<>();
            read(server.port(), again);
            assertEquals(wired, again);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private ServerProcess start(FaultyDisk disk, String policy) throws Exception {
        return ServerProcess.start(
                disk.environment(),
                folder.resolve("data"),
                "--appendfsync",
                policy,
                "--log-segment-size",
                "1mb",
                "--log-retention-size",
                "10gb",
                "--save",
                "",
                "--auto-aof-rewrite-percentage",
                "0");
    }

    /** Something that may fail, on a thread of its own. */
    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private Thread thread(Work work) {
        return Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                work.run();
                            } catch (Exception | AssertionError e) {
                                trouble.compareAndSet(null, e);
                            }
                        });
    }

    /** One number after the other, each until it is acknowledged. */
    private void write(int port) throws IOException {
        String ballast = "b".repeat(500);
        try (RespClient client = new RespClient(port)) {
            while (!done.get()) {
                String number = "" + (acknowledged.get() + 1);
                Object reply = client.call("MSET", "number", number, "ballast", ballast);
                if ("OK".equals(reply)) {
                    acknowledged.incrementAndGet();
                }
            }
        }
    }

    /** Reads on from the last position that it has until it has all that was acknowledged at the end. */
    private void read(int port, List<Change> changes) throws Exception {
        Random random = new Random(6);
        try (RespClient client = new RespClient(port)) {
            while (!complete.get() || changes.size() < acknowledged.get()) {
                int known = changes.size();
                waitUntil(
                        () ->
                                changes.addAll(readBehind(client, changes, known))
                                        || (complete.get() && known == acknowledged.get()));
                // Who has lost something of what he had gets the same again.
                int earlier = random.nextInt(known + 1);
                List<Change> again = readBehind(client, changes, earlier);
                int both = Math.min(again.size(), changes.size() - earlier);
                assertEquals(changes.subList(earlier, earlier + both), again.subList(0, both));
            }
        }
    }

    /** What comes behind the first so many changes; nothing when nothing has come in a while. */
    private static List<Change> readBehind(RespClient client, List<Change> changes, int count)
            throws IOException {
        String from = count == 0 ? "0" : "" + changes.get(count - 1).position();
        Object reply = client.call("LOG", "READ", "COUNT", "7", "BLOCK", "100", "FROM", from);
        List<Change> more = new ArrayList<>();
        if (reply != null) {
            assertTrue(reply instanceof List<?>, () -> "" + reply);
            for (Object each : (List<?>) reply) {
                List<?> change = (List<?>) each;
                List<?> words = (List<?>) change.get(3);
                more.add(new Change((Long) change.get(0), Long.parseLong((String) words.get(2))));
            }
        }
        return more;
    }

    /**
     * Syncs fail once, or the next one as well, which would have made it good, or all until writes are refused. A sync that
     * fails may be that of a segment that is only being prepared: it goes on until enough of those in use have been given up.
     */
    private void breakSyncs(FaultyDisk disk, ServerProcess server) throws Exception {
        Random random = new Random(5);
        for (int i = 0; isToGoOn(i) && trouble.get() == null; i++) {
            await(acknowledged.get() + 1 + random.nextInt(WRITES_PER_ROUND));
            if (i % 3 == 2) {
                int said = server.output().split(REFUSED, -1).length;
                disk.obey("fail");
                waitUntil(() -> server.output().split(REFUSED, -1).length > said);
                disk.obey("ok");
            } else {
                for (int failures = 0; failures <= i % 3; failures++) {
                    disk.obey("once");
                    waitUntil(disk::hasFailedOnce);
                }
            }
        }
        await(acknowledged.get() + WRITES_PER_ROUND);
    }

    private boolean isToGoOn(int round) throws IOException {
        return round < ROUNDS || (sealed() < ROUNDS / 2 && round < 10 * ROUNDS);
    }

    private void waitUntil(Callable<Boolean> condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.call() && trouble.get() == null) {
            assertTrue(System.nanoTime() - begin < PATIENCE_NANOS, "it does not come to pass");
            Thread.onSpinWait();
        }
    }

    private void await(long number) throws Exception {
        waitUntil(() -> acknowledged.get() >= number);
    }

    /** Segments that were given up. */
    private long sealed() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data").resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".sealed")).count();
        }
    }

    /** What the whole lines of {@code cairn log} tell. */
    private static List<Change> changes(String output) {
        List<Change> changes = new ArrayList<>();
        for (String line : output.substring(0, output.lastIndexOf('\n') + 1).split("\n")) {
            Matcher matcher = LINE.matcher(line);
            assertTrue(matcher.find(), line);
            changes.add(
                    new Change(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))));
        }
        return changes;
    }

    private void assertEachOnce(List<Change> changes) {
        long position = 0;
        for (int i = 0; i < changes.size(); i++) {
            assertEquals(i + 1, changes.get(i).number(), "what comes " + i + " changes later");
            assertTrue(changes.get(i).position() > position, "" + changes.get(i));
            position = changes.get(i).position();
        }
        assertEquals(acknowledged.get(), changes.size());
    }
}
