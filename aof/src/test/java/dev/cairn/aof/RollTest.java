// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Segments begin, end and go. */
class RollTest {
    @TempDir Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final LogModel model = new LogModel(0);

    private LogConfig.Builder config() {
        return LogConfig.in(folder)
                .segmentBytes(1 << 20)
                .reserveStepBytes(256 << 10)
                .compressFromBytes(0);
    }

    private void submit(CommandLog log, int count) {
        for (int i = 0; i < count; i++) {
            model.submit(log, LogModel.payload(model.batches().size(), 1000));
        }
    }

    private List<String> segmentNames() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(SyncPolicy.class)
    void rollsUnderLoadWithoutLosingAnything(SyncPolicy policy) throws Exception {
        LogConfig config = config().syncPolicy(policy).build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            while (listener.rolls().size() < 4) {
                submit(log, 100);
            }
            log.requestSync();
            listener.awaitDurable(model.end());
            assertEquals(List.of(), listener.refusals());
            assertEquals(listener.rolls().size() + 1, log.status().segmentCount());
            // The log can be read while it is written.
            model.assertReplays(log, 0);
            for (long first : listener.rolls()) {
                model.assertReplays(log, first);
            }
        }
        for (String name : segmentNames().subList(0, 2)) {
            assertTrue(
                    Files.size(folder.resolve(name)) < 10 << 20, name + " is cut behind its end");
        }
        try (CommandLog log = CommandLog.open(config, listener)) {
            model.assertReplays(log, 0);
        }
    }

    @Test
    void deletesWhatASnapshotCovers() throws Exception {
        LogConfig config = config().build();
        long snapshot;
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            submit(log, 100);
            listener.awaitAppended(model.end());
            log.requestRoll();
            listener.awaitRolls(1);
            snapshot = listener.rolls().getFirst();
            assertEquals(model.end(), snapshot);
            log.deleteBefore(snapshot - 1);
            submit(log, 100);
            log.requestSync();
            listener.awaitDurable(model.end());
            model.assertReplays(log, 0);

            log.deleteBefore(snapshot);
            awaitFirstPosition(log, snapshot);
            assertEquals(List.of("0000000002.cq4"), segmentNames());
            submit(log, 100);
            listener.awaitAppended(model.end());
            model.assertReplays(log, snapshot);
            LogException missing =
                    assertThrows(LogException.class, () -> model.assertReplays(log, 0));
            assertTrue(missing.getMessage().contains("begins at position " + snapshot));
        }
        try (CommandLog log = CommandLog.open(config, listener)) {
            model.assertReplays(log, snapshot);
        }
    }

    /** Deleting happens on another thread; there is nothing to listen to. */
    private static void awaitFirstPosition(CommandLog log, long position) throws Exception {
        for (int i = 0; log.status().firstPosition() < position; i++) {
            assertTrue(i < 10_000, "never deleted");
            Thread.sleep(5);
        }
    }

    @Test
    void aFreshSegmentIsNotRolledAgain() throws Exception {
        LogConfig config = config().build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            log.requestRoll();
            listener.awaitRolls(1);
            assertEquals(1, log.status().segmentCount());
            submit(log, 1);
            listener.awaitAppended(model.end());
            log.requestRoll();
            listener.awaitRolls(2);
            log.requestRoll();
            listener.awaitRolls(3);
            assertEquals(2, log.status().segmentCount());
            assertEquals(List.of(0L, model.end(), model.end()), listener.rolls());
        }
        // The newest segment holds nothing but its position, and the log is whole.
        try (CommandLog log = CommandLog.open(config, listener)) {
            model.assertReplays(log, 0);
            log.start();
            submit(log, 10);
        }
        try (CommandLog log = CommandLog.open(config, listener)) {
            model.assertReplays(log, 0);
        }
    }

    @Test
    void aLogMayBeginAnywhere() throws Exception {
        LogConfig config = config().firstPosition(1_000_000_000_000L).build();
        LogModel late = new LogModel(1_000_000_000_000L);
        try (CommandLog log = CommandLog.open(config, listener)) {
            assertEquals(1_000_000_000_000L, log.status().firstPosition());
            log.start();
            late.submit(log, LogModel.payload(1, 100));
        }
        try (CommandLog log = CommandLog.open(config().build(), listener)) {
            late.assertReplays(log, 1_000_000_000_000L);
        }
    }

    @Test
    void batchesOfAnySizeStayWhole() throws Exception {
        LogConfig config = config().compressFromBytes(4096).build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            for (int length : new int[] {5_000_000, 10, 2 << 20, (2 << 20) + 1, 17_000_000, 4}) {
                byte[] payload = new byte[length];
                new java.util.Random(length).nextBytes(payload);
                model.submit(log, new byte[length]);
                model.submit(log, payload);
            }
            listener.awaitAppended(model.end());
            assertTrue(log.status().compressedBytes() > 1_000_000);
        }
        try (CommandLog log = CommandLog.open(config, listener)) {
            model.assertReplays(log, 0);
        }
    }
}
