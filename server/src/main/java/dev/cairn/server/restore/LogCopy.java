// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.restore;

import dev.cairn.aof.CommandLog;
import dev.cairn.aof.LogBatch;
import dev.cairn.aof.LogConfig;
import dev.cairn.aof.LogException;
import dev.cairn.aof.LogListener;
import dev.cairn.aof.SyncPolicy;
import dev.cairn.aof.segment.Identity;
import dev.cairn.aof.tail.LogTail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Writes a log that has the same batches at the same positions as another one, from a position to a position. */
final class LogCopy implements LogListener {
    private static final long PATIENCE_NANOS = 1_000_000;

    private volatile String refusal;

    /**
     * Copies.
     *
     * @param identity whose log the new one is to be
     * @param progress told the position that is reached, now and then
     */
    static void copy(
            Path source, long from, long to, Path target, Identity identity, LongConsumer progress)
            throws IOException, LogException, RestoreException {
        new LogCopy().run(source, from, to, target, identity, progress);
    }

    private void run(
            Path source, long from, long to, Path target, Identity identity, LongConsumer progress)
            throws IOException, LogException, RestoreException {
        LogConfig config =
                LogConfig.in(target)
                        .bornAs(identity)
                        .firstPosition(from)
                        .syncPolicy(SyncPolicy.NO)
                        .threadName("cairn-restore")
                        .build();
        try (LogTail tail = new LogTail(source, from);
                CommandLog log = CommandLog.open(config, this)) {
            log.start();
            while (tail.reached() < to && tail.next(to)) {
                hand(log, tail, to);
                progress.accept(Math.min(tail.reached(), to));
            }
            if (log.submittedPosition() != to) {
                throw new RestoreException(
                        "The log ends at position "
                                + log.submittedPosition()
                                + ", and is wanted up to position "
                                + to);
            }
        }
    }

    private void hand(CommandLog log, LogTail tail, long to) throws RestoreException {
        if (tail.position() != log.submittedPosition()) {
            throw new RestoreException(
                    "A batch of the log goes from position "
                            + tail.position()
                            + " to "
                            + tail.reached()
                            + ", and the snapshot before it is that of position "
                            + log.submittedPosition()
                            + ": they do not belong together");
        }
        CutBatch cut =
                tail.reached() > to
                        ? CutBatch.of(tail.payload(), tail.length(), tail.position(), to)
                        : new CutBatch(tail.length(), tail.commandCount());
        LogBatch batch = log.borrow();
        batch.append(tail.payload(), 0, cut.length());
        batch.wallTimeMillis(tail.wallTimeMillis());
        for (int i = 0; i < cut.commands(); i++) {
            batch.countCommand();
        }
        while (!log.trySubmit(batch)) {
            if (refusal != null) {
                throw new RestoreException("The log cannot be written: " + refusal);
            }
            LockSupport.parkNanos(PATIENCE_NANOS);
        }
    }

    @Override
    public void appended(long position) {
        // Closing the log waits for the last one.
    }

    @Override
    public void durable(long position) {
        // The same holds.
    }

    @Override
    public void refused(String reason) {
        refusal = reason;
    }

    @Override
    public void accepting() {
        refusal = null;
    }

    @Override
    public void snapshotNeeded(long position) {
        refusal = "a sync failed";
    }

    @Override
    public void ended(String reason) {
        refusal = reason;
    }

    @Override
    public void rolled(long segmentFirstPosition) {
        // Nobody drops segments here.
    }
}
