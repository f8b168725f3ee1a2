// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** A disk without space stops the log, and nothing else; when space returns it goes on by itself. */
class DiskFullTest {
    @TempDir Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final LogModel model = new LogModel(0);
    private final FaultyDisk disk = new FaultyDisk();

    private LogConfig.Builder config() {
        return LogConfig.in(folder)
                .segmentBytes(1 << 20)
                .reserveStepBytes(256 << 10)
                .ringBytes(1 << 20)
                .compressFromBytes(0)
                .disk(disk);
    }

    private boolean trySubmit(CommandLog log, int length) {
        LogBatch batch = log.borrow();
        byte[] payload = LogModel.payload(model.batches().size(), length);
        batch.append(payload, 0, payload.length);
        batch.wallTimeMillis(5);
        boolean taken = log.trySubmit(batch);
        if (taken) {
            model.add(payload, 5, 0);
        }
        return taken;
    }

    private void fillRing(CommandLog log) {
        while (trySubmit(log, 10_000)) {
            assertTrue(model.end() < 10 << 20, "a ring has an end");
        }
    }

    @Test
    void acceptsUntilTheRingIsFullAndHealsByItself() throws Exception {
        LogConfig config = config().build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            assertTrue(trySubmit(log, 100_000));
            listener.awaitAppended(model.end());
            disk.full = true;
            fillRing(log);
            listener.awaitRefusal();
            fillRing(log);
            assertEquals(
                    List.of("Errors writing to the AOF file: No space left on device"),
                    listener.refusals());
            assertTrue(model.end() - log.appendedPosition() > (1 << 20) - 10_000);
            long appended = log.appendedPosition();
            log.requestSync();
            listener.awaitDurable(appended);
            assertEquals(appended, model.assertReplaysPrefix(log, 0));
            disk.full = false;
            listener.awaitAccepting();
            listener.awaitAppended(model.end());
            assertEquals(1, listener.refusals().size());
            model.assertReplays(log, 0);
        }
        try (CommandLog log = CommandLog.open(config, listener)) {
            assertTrue(log.status().cleanStop());
            model.assertReplays(log, 0);
        }
    }

    /** Less than a step of reservation is left, again and again, and over several segments. */
    @Test
    void whatIsLeftIsUsed() throws Exception {
        disk.longestReservation = 128 << 10;
        try (CommandLog log = CommandLog.open(config().build(), listener)) {
            log.start();
            while (model.end() < 3 << 20) {
                if (!trySubmit(log, 10_000)) {
                    listener.awaitAppended(model.end());
                }
            }
            listener.awaitAppended(model.end());
            assertEquals(List.of(), listener.refusals());
            model.assertReplays(log, 0);
        }
    }

    @Test
    void aBatchOfSeveralPartsGoesOnWhereItStopped() throws Exception {
        LogConfig config = config().ringBytes(64 << 20).build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            disk.full = true;
            assertTrue(trySubmit(log, 9_000_000));
            listener.awaitRefusal();
            disk.full = false;
            listener.awaitAppended(model.end());
            model.assertReplays(log, 0);
        }
    }

    @Test
    void closingWithoutSpaceSaysWhatIsMissing() throws Exception {
        LogConfig config = config().build();
        CommandLog log = CommandLog.open(config, listener);
        log.start();
        assertTrue(trySubmit(log, 1000));
        listener.awaitAppended(1000);
        disk.full = true;
        fillRing(log);
        listener.awaitRefusal();
        LogException failed = assertThrows(LogException.class, log::close);
        assertTrue(failed.getMessage().contains("No space left"), failed.getMessage());
        assertTrue(failed.getMessage().contains("bytes not written"), failed.getMessage());
        disk.full = false;
        try (CommandLog again = CommandLog.open(config, listener)) {
            assertEquals(false, again.status().cleanStop());
            assertTrue(model.assertReplaysPrefix(again, 0) >= 1000);
        }
    }

    @Test
    void openingWithoutSpaceIsRefused() throws Exception {
        disk.full = true;
        LogException refused =
                assertThrows(LogException.class, () -> CommandLog.open(config().build(), listener));
        assertTrue(refused.getMessage().contains("No space left on device"), refused.getMessage());
        disk.full = false;
        CommandLog.open(config().build(), listener).close();
    }
}
