// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.List;

/** A log's ordinary life: written, closed, opened, read. */
class CommandLogTest {
    @TempDir Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final LogModel model = new LogModel(0);

    private LogConfig.Builder config() {
        return LogConfig.in(folder).segmentBytes(1 << 20).reserveStepBytes(256 << 10);
    }

    @ParameterizedTest
    @EnumSource(SyncPolicy.class)
    void keepsWhatWasSubmittedAcrossACleanStop(SyncPolicy policy) throws Exception {
        LogConfig config = config().syncPolicy(policy).build();
        for (int round = 0; round < 3; round++) {
            try (CommandLog log = CommandLog.open(config, listener)) {
                assertTrue(log.status().cleanStop());
                assertEquals(List.of(), log.status().notices());
                model.assertReplays(log, 0);
                log.start();
                for (int i = 0; i < 100; i++) {
                    model.submit(log, LogModel.payload(i, i * 7));
                }
                listener.awaitAppended(model.end());
            }
            listener.awaitDurable(model.end());
        }
        try (CommandLog log = CommandLog.open(config, listener)) {
            model.assertReplays(log, 0);
        }
    }

    @Test
    void replaysAHundredThousandSmallBatches() throws Exception {
        LogConfig config = config().build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            for (int i = 0; i < 100_000; i++) {
                model.submit(log, LogModel.payload(i, 4 + i % 60));
            }
            // A log that is being closed does not wait for its next segment.
            listener.awaitAppended(model.end());
        }
        // While the next segment is being made the one at hand may grow to eight times its length.
        assertFalse(listener.rolls().isEmpty(), "segments of a mebibyte are rolled on the way");
        try (CommandLog log = CommandLog.open(config, listener)) {
            model.assertReplays(log, 0);
            long middle = model.batches().get(50_000).position();
            model.assertReplays(log, middle);
            assertThrows(LogException.class, () -> model.assertReplays(log, middle + 1));
            assertThrows(LogException.class, () -> log.replay(model.end() + 1, null));
        }
    }

    /** Only a sync each second leaves the sync thread time, and something to do. */
    @ParameterizedTest
    @EnumSource(SyncPolicy.class)
    void whatIsAppendedIsWrittenBackEarlyUnderEverysec(SyncPolicy policy) throws Exception {
        FaultyDisk disk = new FaultyDisk();
        LogConfig config = config().syncPolicy(policy).disk(disk).build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            do {
                for (int i = 0; i < 700; i++) {
                    model.submit(log, LogModel.payload(i, 1000));
                }
                listener.awaitAppended(model.end());
            } while (policy == SyncPolicy.EVERYSEC && !disk.writesBack);
        }
        assertEquals(policy == SyncPolicy.EVERYSEC, disk.writesBack);
    }

    @Test
    void refusesASecondOpenerAndNamesTheFirst() throws Exception {
        LogConfig config = config().build();
        try (CommandLog first = CommandLog.open(config, listener)) {
            LogException refused =
                    assertThrows(LogException.class, () -> CommandLog.open(config, listener));
            assertTrue(refused.getMessage().contains(folder.toString()), refused.getMessage());
            assertTrue(
                    refused.getMessage().contains("process " + ProcessHandle.current().pid()),
                    refused.getMessage());
            assertFalse(first.status().id().toString().isEmpty());
        }
        CommandLog.open(config, listener).close();
    }

    @Test
    void isOpenedBeforeItIsKnownWhoListens() throws Exception {
        LogConfig config = config().build();
        try (CommandLog log = OpenedLog.of(config).log(listener)) {
            log.start();
            model.submit(log, LogModel.payload(1, 100));
            listener.awaitAppended(model.end());
        }
        OpenedLog.of(config).close();
        try (CommandLog log = CommandLog.open(config, listener)) {
            assertTrue(log.status().cleanStop());
            model.assertReplays(log, 0);
        }
    }
}
