// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

/**
 * The command log: batches go in on the command thread, a writer thread appends them and makes them durable,
 * and two positions tell how far each has come.
 */
public final class CommandLog implements AutoCloseable {
    private CommandLog() {}

    /**
     * Opens the log of a folder: takes the folder's lock and mends the tail after an unclean stop. Nothing is
     * written until {@link #start}.
     */
    public static CommandLog open(LogConfig config, LogListener listener) throws LogException {
        throw new UnsupportedOperationException();
    }

    public LogStatus status() {
        throw new UnsupportedOperationException();
    }

    /**
     * Hands over all batches from a position on, in order, each one checked. The position is a batch's first,
     * or the log's end.
     */
    public void replay(long fromPosition, ReplayHandler handler) throws LogException {
        throw new UnsupportedOperationException();
    }

    /** Starts the writer, behind the last batch. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** An empty batch. Command thread only; never blocks and never null. */
    public LogBatch borrow() {
        throw new UnsupportedOperationException();
    }

    /**
     * Hands a batch to the writer, which owns it from then on. False when too many batches or bytes wait:
     * the batch is still the caller's, who tries again later. Command thread only; never blocks.
     */
    public boolean trySubmit(LogBatch batch) {
        throw new UnsupportedOperationException();
    }

    /** The position behind the last submitted batch: what its replies wait for. */
    public long submittedPosition() {
        throw new UnsupportedOperationException();
    }

    public long appendedPosition() {
        throw new UnsupportedOperationException();
    }

    public long durablePosition() {
        throw new UnsupportedOperationException();
    }

    /** Changes the policy from now on. */
    public void syncPolicy(SyncPolicy policy) {
        throw new UnsupportedOperationException();
    }

    /** Asks for a sync of all that is submitted by now, whatever the policy. */
    public void requestSync() {
        throw new UnsupportedOperationException();
    }

    /** Asks for a new segment to begin with the next batch. */
    public void requestRoll() {
        throw new UnsupportedOperationException();
    }

    /** A verified snapshot covers everything before this position: whole segments before it go. */
    public void deleteBefore(long position) {
        throw new UnsupportedOperationException();
    }

    /** Answers {@link LogListener#snapshotNeeded}: a durable snapshot of this position exists. */
    public void snapshotTaken(long position) {
        throw new UnsupportedOperationException();
    }

    /** Appends what waits, syncs, and leaves the mark of a clean stop. */
    @Override
    public void close() throws LogException {
        throw new UnsupportedOperationException();
    }
}
