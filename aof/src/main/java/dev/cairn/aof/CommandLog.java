// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import dev.cairn.aof.segment.FolderLock;
import dev.cairn.aof.segment.LogReader;
import dev.cairn.aof.segment.LogRecovery;
import dev.cairn.aof.segment.Segment;
import dev.cairn.aof.segment.SegmentStore;
import dev.cairn.aof.writer.BatchRing;
import dev.cairn.aof.writer.LogProgress;
import dev.cairn.aof.writer.LogWriter;

import java.io.IOException;
import java.util.List;

/**
 * The command log: batches go in on the command thread, a writer thread appends them and makes them durable,
 * and two positions tell how far each has come.
 *
 * <pre>
 *   open -&gt; replay -&gt; start -&gt; (borrow, trySubmit)* -&gt; close
 * </pre>
 *
 * <p>{@link #borrow} and {@link #trySubmit} belong to one thread. What only asks for something may be called from
 * any thread and returns at once; the listener hears of the outcome.
 */
public final class CommandLog implements AutoCloseable {
    private final LogConfig config;
    private final FolderLock lock;
    private final LogRecovery.Recovered recovered;
    private final SegmentStore store;
    private final BatchRing ring;
    private final LogProgress progress;
    private final LogWriter writer;

    /** A batch that was submitted empty: it is not worth a document. */
    private LogBatch spare;

    private boolean started;
    private boolean closed;

    CommandLog(
            LogConfig config,
            LogListener listener,
            FolderLock lock,
            LogRecovery.Recovered recovered,
            SegmentStore store,
            long end) {
        this.config = config;
        this.lock = lock;
        this.recovered = recovered;
        this.store = store;
        this.ring = new BatchRing(config.ringBatches);
        this.progress = new LogProgress(end, config.syncPolicy);
        this.writer =
                new LogWriter(config.threadName, store, ring, config.heldBytes, progress, listener);
    }

    /** Opens the log of a folder; see {@link OpenedLog#of}. */
    public static CommandLog open(LogConfig config, LogListener listener) throws LogException {
        return OpenedLog.of(config).log(listener);
    }

    public LogStatus status() {
        List<Segment> segments = store.segments();
        return new LogStatus(
                recovered.identity().id(),
                recovered.identity().epoch(),
                segments.getFirst().firstPosition(),
                progress.appendedPosition(),
                progress.durablePosition(),
                segments.size(),
                store.diskBytes(),
                recovered.clean(),
                recovered.notices(),
                progress.refusal(),
                progress.syncCount(),
                progress.syncFailureCount(),
                progress.delayedSyncCount(),
                progress.lastSyncNanos(),
                store.savedBytes());
    }

    /**
     * Hands over all batches from a position on, in order, each one checked, up to the log's end at the time of the
     * call. The position is a batch's first, or the log's end.
     */
    public void replay(long fromPosition, ReplayHandler handler) throws LogException {
        long end = progress.appendedPosition();
        try {
            LogReader.read(store.segments(), fromPosition, end, handler);
        } catch (IOException e) {
            throw OpenedLog.unusable("read", config, e);
        }
    }

    /** Starts the writer, behind the last batch. */
    public void start() {
        if (started) {
            throw new IllegalStateException("the log was started before");
        }
        started = true;
        writer.start();
    }

    /** An empty batch. Command thread only; never blocks and never null. */
    public LogBatch borrow() {
        LogBatch batch = spare;
        if (batch == null) {
            return ring.borrow();
        }
        spare = null;
        return batch;
    }

    /**
     * Hands a batch to the writer, which owns it from then on. False when too many batches or bytes wait:
     * the batch is still the caller's, who tries again later. Command thread only; never blocks.
     */
    public boolean trySubmit(LogBatch batch) {
        if (batch.length() == 0) {
            batch.clear();
            spare = batch;
            return true;
        }
        long submitted = progress.submittedPosition();
        long waiting = submitted - progress.appendedPosition();
        boolean tooLong = waiting > 0 && waiting + batch.length() > config.ringBytes;
        if (tooLong || ring.isFull()) {
            return false;
        }
        progress.submittedPosition(submitted + batch.length());
        ring.put(batch);
        writer.wake();
        return true;
    }

    /** The position behind the last submitted batch: what its replies wait for. */
    public long submittedPosition() {
        return progress.submittedPosition();
    }

    public long appendedPosition() {
        return progress.appendedPosition();
    }

    public long durablePosition() {
        return progress.durablePosition();
    }

    /** Changes the policy from now on. */
    public void syncPolicy(SyncPolicy policy) {
        writer.syncPolicy(policy);
    }

    /** Asks for a sync of all that is submitted by now, whatever the policy. */
    public void requestSync() {
        writer.requestSync(progress.submittedPosition());
    }

    /**
     * Asks for a new segment as soon as one is prepared, which it is as a rule. {@link LogListener#rolled} tells
     * where it begins.
     */
    public void requestRoll() {
        writer.requestRoll();
    }

    /** A verified snapshot covers everything before this position: whole segments before it go. */
    public void deleteBefore(long position) {
        writer.deleteBefore(position);
    }

    /**
     * Whether segments that {@link #deleteBefore} names are retained in {@code archive/} from now on, for restoring and
     * for readers of the past. Any thread.
     */
    public void retain(boolean wanted) {
        store.retain(wanted);
    }

    /** Answers {@link LogListener#snapshotNeeded}: a durable snapshot of this position exists. */
    public void snapshotTaken(long position) {
        writer.snapshotTaken(position);
    }

    /**
     * Appends what waits, syncs, and leaves the mark of a clean stop. When that cannot be done, it says what is
     * missing; the folder is released all the same.
     */
    @Override
    public void close() throws LogException {
        if (closed) {
            return;
        }
        closed = true;
        if (started) {
            writer.stop();
        }
        try (lock;
                store) {
            long missing = progress.submittedPosition() - progress.durablePosition();
            if (missing > 0 || progress.refusal() != null) {
                throw new LogException(
                        "The log in "
                                + config.folder
                                + " was closed at position "
                                + progress.durablePosition()
                                + " with "
                                + missing
                                + " bytes not written: "
                                + progress.refusal()
                                + ". What was written is recovered at the next start.",
                        writer.death());
            }
            store.markCleanStop(recovered.identity(), progress.durablePosition());
        } catch (IOException e) {
            throw OpenedLog.unusable("closed", config, e);
        }
    }
}
