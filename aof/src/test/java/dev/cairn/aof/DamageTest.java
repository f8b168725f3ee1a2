// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a crash can leave is mended; what a crash cannot leave is damage, and the log says where and leaves the files
 * alone.
 */
class DamageTest {
    private static final int BATCHES = 400;
    private static final int DURABLE_BATCHES = 300;

    @TempDir Path root;

    private final RecordingListener listener = new RecordingListener();
    private final LogModel model = new LogModel(0);
    private Path folder;
    private Path segment;
    private long durable;

    private LogConfig.Builder config() {
        return LogConfig.in(folder)
                .segmentBytes(1 << 20)
                .reserveStepBytes(256 << 10)
                .syncPolicy(SyncPolicy.NO);
    }

    /** A log that stopped uncleanly: three quarters were durable, and the last quarter says so. */
    @BeforeEach
    void writeALog() throws Exception {
        Path origin = root.resolve("origin");
        folder = origin;
        try (CommandLog log = CommandLog.open(config().build(), listener)) {
            log.start();
            for (int i = 0; i < BATCHES; i++) {
                model.submit(log, LogModel.payload(i, 100 + i));
                if (i == DURABLE_BATCHES) {
                    durable = model.end();
                    listener.awaitAppended(durable);
                    log.requestSync();
                    listener.awaitDurable(durable);
                }
            }
            listener.awaitAppended(model.end());
            folder = root.resolve("crashed");
            copy(origin, folder);
        }
        segment = folder.resolve("0000000001.cq4");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private long positionOf(int batch) {
        return model.batches().get(batch).position();
    }

    private List<Path> quarantined() throws IOException {
        Path quarantine = folder.resolve("quarantine");
        if (!Files.exists(quarantine)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(quarantine)) {
            return files.toList();
        }
    }

    @Test
    void aKilledProcessLosesNothing() throws Exception {
        try (CommandLog log = CommandLog.open(config().build(), listener)) {
            assertFalse(log.status().cleanStop());
            assertEquals(List.of(), log.status().notices());
            model.assertReplays(log, 0);
            assertEquals(model.end(), log.durablePosition(), "what was mended is synced");
        }
        assertEquals(List.of(), quarantined());
    }

    @Test
    void aTornEndIsSetAsideAndTheLogGoesOn() throws Exception {
        CorruptFile.zeroRecordAt(segment, positionOf(350));
        byte[] torn = Files.readAllBytes(segment);
        try (CommandLog log = CommandLog.open(config().build(), new RecordingListener())) {
            assertEquals(positionOf(350), model.assertReplaysPrefix(log, 0));
            assertEquals(1, log.status().notices().size());
            String notice = log.status().notices().getFirst();
            assertTrue(notice.contains(segment.toString()), notice);
            assertTrue(notice.contains("position " + positionOf(350)), notice);
            model.forgetBeyond(positionOf(350));
            log.start();
            for (int i = 0; i < 50; i++) {
                model.submit(log, LogModel.payload(i, 77));
            }
        }
        assertEquals(1, quarantined().size());
        assertEquals(-1, Files.mismatch(quarantined().getFirst(), write(torn)));
        try (CommandLog log = CommandLog.open(config().build(), listener)) {
            model.assertReplays(log, 0);
        }
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(root.resolve("expected"), bytes);
    }

    @Test
    void aBadRecordThatWasDurableIsDamage() throws Exception {
        CorruptFile.zeroRecordAt(segment, positionOf(200));
        byte[] before = Files.readAllBytes(segment);
        LogException damage =
                assertThrows(LogException.class, () -> CommandLog.open(config().build(), listener));
        String message = damage.getMessage();
        assertTrue(message.contains(segment.toString()), message);
        assertTrue(message.contains("position " + positionOf(200)), message);
        assertTrue(message.contains("before position " + durable), message);
        assertTrue(message.contains("Restore the file"), message);
        assertEquals(-1, Files.mismatch(segment, write(before)), "nothing is touched");

        // The operator may give up what cannot be had.
        LogConfig config = config().giveUpFrom(positionOf(200)).build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            assertEquals(positionOf(200), model.assertReplaysPrefix(log, 0));
        }
        assertEquals(1, quarantined().size());
    }

    /** Wherever a bit flips, what is read is what was written, or the log says that it is not. */
    @Test
    void noFlippedBitGoesUnnoticed() throws Exception {
        Path origin = folder;
        Random random = new Random(7);
        long end = CorruptFile.offsetOf(segment, positionOf(BATCHES - 1));
        int noticed = 0;
        for (int i = 0; i < 60; i++) {
            folder = root.resolve("flip-" + i);
            copy(origin, folder);
            long offset = random.nextLong(end);
            CorruptFile.flipBit(folder.resolve("0000000001.cq4"), offset, random.nextInt(8));
            try (CommandLog log = CommandLog.open(config().build(), listener)) {
                long reached = model.assertReplaysPrefix(log, 0);
                assertTrue(reached >= durable, "lost what was durable at byte " + offset);
            } catch (LogException e) {
                assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
                noticed++;
            }
        }
        assertTrue(noticed > 20, "most bits belong to durable records: " + noticed);
    }

    @Test
    void afterACleanStopEveryFaultIsDamage() throws Exception {
        CommandLog.open(config().build(), listener).close();
        CorruptFile.zeroRecordAt(segment, positionOf(BATCHES - 1));
        LogException damage =
                assertThrows(LogException.class, () -> CommandLog.open(config().build(), listener));
        assertTrue(
                damage.getMessage().contains("position " + positionOf(BATCHES - 1)),
                damage.getMessage());
    }

    @Test
    void aMissingNewestSegmentIsNoticed() throws Exception {
        CommandLog.open(config().build(), listener).close();
        Files.delete(segment);
        LogException missing =
                assertThrows(LogException.class, () -> CommandLog.open(config().build(), listener));
        assertTrue(missing.getMessage().contains("0000000001.cq4"), missing.getMessage());
    }

    @Test
    void aSegmentOfAnotherLogIsRefused() throws Exception {
        Path other = root.resolve("other");
        CommandLog.open(LogConfig.in(other).build(), listener).close();
        Files.copy(other.resolve("0000000001.cq4"), folder.resolve("0000000002.cq4"));
        LogException refused =
                assertThrows(LogException.class, () -> CommandLog.open(config().build(), listener));
        assertTrue(refused.getMessage().contains("0000000002.cq4"), refused.getMessage());
    }

    @Test
    void aLostIdentityIsReadFromTheSegments() throws Exception {
        String id;
        try (CommandLog log = CommandLog.open(config().build(), listener)) {
            id = log.status().id().toString();
        }
        Files.delete(folder.resolve("identity"));
        try (CommandLog log = CommandLog.open(config().build(), listener)) {
            assertEquals(id, log.status().id().toString());
        }
        CorruptFile.flipBit(folder.resolve("identity"), 30, 0);
        assertThrows(LogException.class, () -> CommandLog.open(config().build(), listener));
    }

    /** An unclean stop in the middle of mending is mended like any other. */
    @Test
    void whatAnInterruptedMendingLeavesIsRemoved() throws Exception {
        Path building = Files.createDirectories(folder.resolve("building"));
        Files.write(building.resolve("0000000001.cq4"), new byte[10_000]);
        Files.write(building.resolve("metadata.cq4t"), new byte[10]);
        Files.write(folder.resolve("metadata.cq4t"), new byte[100]);
        try (CommandLog log = CommandLog.open(config().build(), listener)) {
            model.assertReplays(log, 0);
        }
    }
}
