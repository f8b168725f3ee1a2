// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A failed sync is final for its segment, and nothing that was submitted is lost by it. */
class SyncFailureTest {
    private static final String FIRST_SEGMENT = "0000000001.cq4";

    @TempDir Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final LogModel model = new LogModel(0);
    private final FaultyDisk disk = new FaultyDisk();

    private LogConfig.Builder config(SyncPolicy policy) {
        return LogConfig.in(folder)
                .segmentBytes(1 << 20)
                .reserveStepBytes(256 << 10)
                .syncPolicy(policy)
                .disk(disk);
    }

    private void submit(CommandLog log, int count) {
        for (int i = 0; i < count; i++) {
            model.submit(log, LogModel.payload(model.batches().size(), 500));
        }
    }

    @ParameterizedTest
    @EnumSource(SyncPolicy.class)
    void aThreadThatDiesIsTold(SyncPolicy policy) throws Exception {
        LogConfig config = config(policy).build();
        CommandLog log = CommandLog.open(config, listener);
        log.start();
        submit(log, 10);
        log.requestSync();
        long durable = model.end();
        listener.awaitDurable(durable);
        disk.defective = true;
        submit(log, 1);
        log.requestSync();
        String reason = listener.awaitEnd();
        assertTrue(reason.contains("a defect"), reason);
        LogException told = assertThrows(LogException.class, log::close);
        assertTrue(told.getMessage().contains(reason), told.getMessage());
        disk.defective = false;
        try (CommandLog again = CommandLog.open(config, listener)) {
            // The last batch need not be there: the sync thread may die before it is appended, of a
            // second sync of what is durable or of the next segment's preparation.
            assertTrue(model.assertReplaysPrefix(again, 0) >= durable, "what was durable is there");
        }
    }

    @ParameterizedTest
    @EnumSource(SyncPolicy.class)
    void whatWasHeldIsWrittenAgain(SyncPolicy policy) throws Exception {
        LogConfig config = config(policy).build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            submit(log, 100);
            log.requestSync();
            listener.awaitDurable(model.end());
            disk.failingPath = folder.resolve(FIRST_SEGMENT).toString();
            submit(log, 100);
            log.requestSync();
            listener.awaitDurable(model.end());
            assertEquals(
                    List.of("Errors writing to the AOF file: Input/output error"),
                    listener.refusals());
            listener.awaitAccepting();
            assertEquals(List.of(), listener.snapshotsNeeded());
            assertEquals(2, log.status().segmentCount());
            submit(log, 100);
            log.requestSync();
            listener.awaitDurable(model.end());
            model.assertReplays(log, 0);
        }
        try (CommandLog log = CommandLog.open(config, listener)) {
            assertTrue(log.status().cleanStop());
            model.assertReplays(log, 0);
        }
    }

    /** The new segment says all that the old one may have lost: the old one's end is not needed any more. */
    @Test
    void whatTheBrokenSegmentLostIsNotMissed() throws Exception {
        LogConfig config = config(SyncPolicy.EVERYSEC).build();
        long durable;
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            submit(log, 100);
            log.requestSync();
            listener.awaitDurable(model.end());
            durable = model.end();
            disk.failingPath = folder.resolve(FIRST_SEGMENT).toString();
            submit(log, 100);
            log.requestSync();
            listener.awaitDurable(model.end());
        }
        Path sealed = folder.resolve(FIRST_SEGMENT + ".sealed");
        CorruptFile.zeroRecordAt(sealed, durable);
        try (CommandLog log = CommandLog.open(config, listener)) {
            model.assertReplays(log, 0);
            model.assertReplays(log, durable);
        }
    }

    @Test
    void whileItCannotBeMadeDurableNothingIsReported() throws Exception {
        LogConfig config = config(SyncPolicy.ALWAYS).ringBytes(10_000).build();
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            submit(log, 10);
            listener.awaitDurable(model.end());
            long durable = model.end();
            disk.failingPath = folder.toString();
            submit(log, 1);
            listener.awaitRefusal();
            submit(log, 10);
            LogBatch tooMuch = log.borrow();
            tooMuch.append(new byte[10_001], 0, 10_001);
            assertEquals(false, log.trySubmit(tooMuch), "the ring is full");
            assertEquals(durable, log.durablePosition());
            model.assertReplaysPrefix(log, 0);
            disk.failingPath = null;
            listener.awaitAccepting();
            listener.awaitDurable(model.end());
            model.assertReplays(log, 0);
        }
    }

    @Test
    void whatIsNotHeldNeedsASnapshot() throws Exception {
        LogConfig config = config(SyncPolicy.NO).heldBytes(2 << 20).build();
        long snapshot;
        try (CommandLog log = CommandLog.open(config, listener)) {
            log.start();
            disk.stall.lock();
            try {
                disk.failingPath = folder.toString();
                submit(log, 8000);
                listener.awaitAppended(model.end());
            } finally {
                disk.stall.unlock();
            }
            log.requestSync();
            listener.awaitSnapshotNeeded();
            long voided = model.end();
            assertEquals(List.of(voided), listener.snapshotsNeeded());
            submit(log, 10);
            snapshot = log.submittedPosition();
            disk.failingPath = null;
            log.snapshotTaken(voided - 1);
            submit(log, 10);
            log.snapshotTaken(snapshot);
            listener.awaitAccepting();
            log.requestSync();
            listener.awaitDurable(model.end());
            model.assertReplays(log, voided);
        }
        try (Stream<Path> aside = Files.list(folder.resolve("quarantine"))) {
            assertTrue(aside.findAny().isPresent(), "what failed is kept for the operator");
        }
        try (CommandLog log = CommandLog.open(config, listener)) {
            assertEquals(1, log.status().segmentCount());
            model.assertReplays(log, snapshot);
        }
    }

    @Test
    void aStalledSyncDelaysNoAppend() throws Exception {
        try (CommandLog log = CommandLog.open(config(SyncPolicy.EVERYSEC).build(), listener)) {
            log.start();
            submit(log, 1);
            disk.stall.lock();
            try {
                log.requestSync();
                submit(log, 1000);
                listener.awaitAppended(model.end());
                assertTrue(log.durablePosition() < model.end());
            } finally {
                disk.stall.unlock();
            }
            log.requestSync();
            listener.awaitDurable(model.end());
        }
    }

    @Test
    void aPolicyChangesWhileItRuns() throws Exception {
        try (CommandLog log = CommandLog.open(config(SyncPolicy.NO).build(), listener)) {
            log.start();
            submit(log, 10);
            listener.awaitAppended(model.end());
            assertTrue(log.durablePosition() < model.end());
            log.syncPolicy(SyncPolicy.ALWAYS);
            listener.awaitDurable(model.end());
            submit(log, 10);
            listener.awaitDurable(model.end());
            log.syncPolicy(SyncPolicy.EVERYSEC);
            submit(log, 10);
            listener.awaitDurable(model.end());
        }
    }
}
