// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Whatever mixture of old and new pages a power loss leaves behind, the log opens, holds everything that it had
 * reported as durable, and holds nothing that was not submitted.
 */
class PowerLossPropertyTest {
    private static final int IMAGES = 10;
    private static final int MANY_IMAGES = 60;

    /** Three hundred images. */
    @Property(tries = 10)
    void whatWasDurableIsThere(@ForAll long seed) throws Exception {
        lives(seed, IMAGES, false);
    }

    /** Three thousand six hundred images, others each time. */
    @Tag("slow")
    @Property(tries = 20)
    void whatWasDurableIsThereInManyImages(@ForAll long seed) throws Exception {
        lives(seed, MANY_IMAGES, false);
    }

    /**
     * A log that acknowledged before it had appended would lose something in some of the images: not in each life, for its
     * threads may be done with everything when the power goes.
     */
    @Example
    void acknowledgingTooEarlyIsNoticed() {
        assertThrows(
                AssertionError.class,
                () -> {
                    for (int seed = 1; seed <= 20; seed++) {
                        lives(seed, IMAGES, true);
                    }
                });
    }

    private static void lives(long seed, int images, boolean tooEarly) throws Exception {
        Random random = new Random(seed);
        Path root = Files.createTempDirectory("cairn-power-loss");
        try {
            LogModel model = new LogModel(0);
            Path folder = root.resolve("life-0");
            for (int life = 1; life <= 3; life++) {
                Path next = root.resolve("life-" + life);
                live(folder, next, model, random, images, tooEarly);
                folder = next;
            }
            try (CommandLog log = CommandLog.open(config(folder, random).build(), listener())) {
                assertEquals(model.end(), log.appendedPosition());
                model.assertReplays(log, log.status().firstPosition());
            }
        } finally {
            delete(root);
        }
    }

    /** Opens what the last power loss left, checks it, writes on, and loses power again. */
    private static void live(
            Path folder, Path next, LogModel model, Random random, int images, boolean tooEarly)
            throws Exception {
        PowerLossDisk disk = new PowerLossDisk(folder);
        RecordingListener listener = listener();
        long end = 0;
        // Closed when an assertion fails too: its threads would go on to write where all is
        // deleted.
        try (CommandLog log =
                CommandLog.open(config(folder, random).disk(disk).build(), listener)) {
            long first = log.status().firstPosition();
            assertEquals(model.end(), log.appendedPosition());
            model.assertReplays(log, first);
            log.start();
            int batches = random.nextInt(3000);
            for (int i = 0; i < batches; i++) {
                model.submit(log, LogModel.payload(model.batches().size(), length(random)));
                switch (random.nextInt(400)) {
                    case 0 -> log.requestSync();
                    case 1 -> log.requestRoll();
                    case 2 -> log.deleteBefore(log.durablePosition() / 2);
                    case 3 -> listener.awaitAppended(model.end());
                    default -> {}
                }
            }
            if (random.nextInt(4) == 0) {
                log.requestSync();
                listener.awaitDurable(model.end());
            }
            for (int i = 1; i <= images; i++) {
                long durable = tooEarly ? log.submittedPosition() : log.durablePosition();
                Path image = i < images ? next.resolveSibling(next.getFileName() + "-" + i) : next;
                disk.lose(folder, image, random);
                end = assertWhole(image, model, durable, random);
                if (i < images) {
                    delete(image);
                }
            }
        }
        model.forgetBeyond(end);
        if (random.nextBoolean()) {
            // The next life begins with an unclean stop again.
            Files.deleteIfExists(next.resolve("clean-stop"));
        }
    }

    /** Opens an image and returns how far its log goes. */
    private static long assertWhole(Path image, LogModel model, long durable, Random random)
            throws Exception {
        try (CommandLog left = CommandLog.open(config(image, random).build(), listener())) {
            long end = model.assertReplaysPrefix(left, left.status().firstPosition());
            assertTrue(end >= durable, "durable to " + durable + ", recovered to " + end);
            return end;
        }
    }

    private static int length(Random random) {
        return switch (random.nextInt(50)) {
            case 0 -> 20_000 + random.nextInt(60_000);
            case 1, 2, 3 -> 1000 + random.nextInt(10_000);
            default -> 4 + random.nextInt(500);
        };
    }

    private static LogConfig.Builder config(Path folder, Random random) {
        SyncPolicy[] policies = SyncPolicy.values();
        return LogConfig.in(folder)
                .segmentBytes(1 << 20)
                .reserveStepBytes(256 << 10)
                .compressFromBytes(random.nextBoolean() ? 0 : 256)
                .syncPolicy(policies[random.nextInt(policies.length)]);
    }

    private static RecordingListener listener() {
        return new RecordingListener();
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
