// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.storage.snapshot.Snapshot;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** A snapshot that is being taken: the walk on the command thread, and the writer that it feeds. */
final class SnapshotRun {
    /** How long the walk may keep clients waiting at a time. */
    private static final long SLICE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** Looking at the clock after each step would cost as much as some steps do, once their code is compiled. */
    private static final int MOST_STEPS_BETWEEN_LOOKS = 16;

    private static final long FULL_WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final Snapshot snapshot;
    private final ImageQueue queue;
    private final SnapshotWriter writer;
    private final SnapshotOrigin origin;
    private final boolean rewrite;
    private final LongSupplier nanos;
    private int stepsBetweenLooks = 1;
    private boolean walked;
    private String failure;

    SnapshotRun(
            Snapshot snapshot,
            ImageQueue queue,
            SnapshotWriter writer,
            SnapshotOrigin origin,
            boolean rewrite,
            LongSupplier nanos) {
        this.nanos = nanos;
        this.snapshot = snapshot;
        this.queue = queue;
        this.writer = writer;
        this.origin = origin;
        this.rewrite = rewrite;
    }

    /** Whether it was asked for by the log's growth, or by BGREWRITEAOF. */
    boolean isRewrite() {
        return rewrite;
    }

    SnapshotOrigin origin() {
        return origin;
    }

    SnapshotWriter writer() {
        return writer;
    }

    /** Why the run gave itself up, or null. */
    String failure() {
        return failure;
    }

    /** Walks on for a slice of time; true when there is more to do at once. */
    boolean walk() {
        if (walked) {
            return false;
        }
        long begin = nanos.getAsLong();
        long last = begin;
        while (!queue.full() && writer.outcome() == null) {
            if (step()) {
                return false;
            }
            long now = nanos.getAsLong();
            adapt(now - last);
            last = now;
            if (now - begin >= SLICE_NANOS) {
                return true;
            }
        }
        stopIfHopeless();
        return false;
    }

    /** Walks to the end, and waits for the writer. */
    SnapshotOutcome finish() {
        while (!walked && writer.outcome() == null) {
            if (queue.full()) {
                LockSupport.parkNanos(FULL_WAIT_NANOS);
            } else {
                step();
            }
        }
        stopIfHopeless();
        return writer.await();
    }

    /** The first steps of a process cost a hundred times what later ones do, which are compiled by then. */
    private void adapt(long spentNanos) {
        if (spentNanos > SLICE_NANOS / 2) {
            stepsBetweenLooks = 1;
        } else if (spentNanos < SLICE_NANOS / 8) {
            stepsBetweenLooks = Math.min(2 * stepsBetweenLooks, MOST_STEPS_BETWEEN_LOOKS);
        }
    }

    private boolean step() {
        if (!walked && snapshot.advance(stepsBetweenLooks)) {
            walked = true;
            queue.end();
        }
        return walked;
    }

    /** Gives up what cannot succeed any more: its writer has failed, or the disk is too slow for the writes. */
    void stopIfHopeless() {
        if (writer.outcome() != null) {
            endWalk();
        } else if (!walked && queue.isOverrun()) {
            failure =
                    "the disk is too slow: more than "
                            + queue.limitBytes()
                            + " bytes that were about to be changed waited to be written";
            abort();
        }
    }

    /** Gives the snapshot up; its writer ends soon. */
    void abort() {
        endWalk();
        writer.abort();
    }

    private void endWalk() {
        if (!walked) {
            walked = true;
            snapshot.cancel();
        }
    }
}
