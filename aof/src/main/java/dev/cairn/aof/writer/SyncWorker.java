// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.writer;

import dev.cairn.aof.SyncPolicy;
import dev.cairn.aof.segment.SegmentStore;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * The sync thread: syncs once a second under {@link SyncPolicy#EVERYSEC} and on request under every policy,
 * has what is appended written back early, prepares the next segment, fetches pages that are written soon, deletes old
 * segments. So neither a slow disk nor this housekeeping delays an append.
 *
 * <p>It reports to the writer, which alone speaks to the listener.
 */
final class SyncWorker {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** A disk that had no space is asked again so often: writing is to go on within a second of its return. */
    private static final long RETRY_NANOS = 200_000_000L;

    /** Between two portions of what can be divided, so that whoever waits for this core has it. */
    private static final long BREAK_NANOS = 50_000L;

    private final SegmentStore store;
    private final LogProgress progress;
    private final Runnable wakeWriter;
    private final ParkingThread thread;

    /** Set by a failed sync and taken back by the writer, once a new segment stands in place of what failed. */
    private volatile IOException syncFault;

    /** Why the next segment could not be prepared, or null. */
    private volatile IOException prepareFault;

    /** What ended the thread before its time, or null. */
    private volatile Throwable death;

    private volatile long deleteBefore = -1;
    private volatile boolean stopping;

    private long deletedBefore = -1;
    private boolean fetching;
    private long nextTickNanos;
    private long prepareAtNanos;
    private long deleteAtNanos;

    SyncWorker(String name, SegmentStore store, LogProgress progress, Runnable wakeWriter) {
        this.store = store;
        this.progress = progress;
        this.wakeWriter = wakeWriter;
        this.thread = new ParkingThread(name, this::runToTheEnd);
    }

    void start() {
        thread.start();
    }

    void wake() {
        thread.wake();
    }

    /** Ends the thread when it has finished what it is at. */
    void stop() {
        stopping = true;
        thread.wake();
        thread.join();
    }

    IOException syncFault() {
        return syncFault;
    }

    void clearSyncFault() {
        syncFault = null;
    }

    IOException prepareFault() {
        return prepareFault;
    }

    void deleteBefore(long position) {
        deleteBefore = Math.max(deleteBefore, position);
        thread.wake();
    }

    /** Nobody syncs any more where this thread has died: the writer is not to go on then. */
    void failIfDead() {
        if (death != null) {
            throw new IllegalStateException("the sync thread stopped: " + death, death);
        }
    }

    private void runToTheEnd() {
        try {
            run();
        } catch (Throwable e) {
            // The thread's top: the writer must hear of it, whatever it is.
            death = e;
            wakeWriter.run();
        }
    }

    private void run() {
        nextTickNanos = System.nanoTime() + SECOND_NANOS;
        prepareAtNanos = System.nanoTime();
        deleteAtNanos = System.nanoTime();
        while (!stopping) {
            if (!work()) {
                thread.announceSleep();
                if (stopping || work()) {
                    thread.stayAwake();
                } else {
                    thread.sleep(sleepNanos());
                }
            }
        }
    }

    /** Does what is due; false when nothing was. */
    private boolean work() {
        boolean synced = syncIfDue();
        boolean prepared = prepareIfDue();
        boolean deleted = deleteIfDue();
        boolean begun = writeBackIfDue();
        boolean fetched = fetchIfDue();
        if (begun || fetched) {
            LockSupport.parkNanos(this, BREAK_NANOS);
        }
        return synced || prepared || deleted || begun || fetched;
    }

    /** Whether there is something in portions to do. Any thread. */
    boolean hasWork() {
        return store.isFetchDue() || isWriteBackDue();
    }

    /** Who syncs always has nothing left to write back, and who never does leaves it to the kernel. */
    private boolean isWriteBackDue() {
        return progress.syncPolicy() == SyncPolicy.EVERYSEC && store.isWriteBackDue();
    }

    private boolean writeBackIfDue() {
        return isWriteBackDue() && syncFault == null && store.writeBack();
    }

    /** Once it is due, all that should be ahead is fetched, with a look at the rest of the work between the portions. */
    private boolean fetchIfDue() {
        fetching |= store.isFetchDue();
        fetching = fetching && syncFault == null && store.fetchAhead();
        return fetching;
    }

    private boolean syncIfDue() {
        boolean tick = false;
        long now = System.nanoTime();
        if (now - nextTickNanos >= 0) {
            nextTickNanos = now + SECOND_NANOS;
            tick = progress.syncPolicy() == SyncPolicy.EVERYSEC;
        }
        boolean wanted = progress.syncWantedPosition() > progress.durablePosition();
        boolean behind = progress.appendedPosition() > progress.durablePosition();
        if (!(tick || wanted) || !behind || syncFault != null) {
            return false;
        }
        sync();
        return true;
    }

    private void sync() {
        long began = System.nanoTime();
        try {
            long position = store.sync(progress::appendedPosition);
            long took = System.nanoTime() - began;
            progress.synced(position, took);
            if (progress.syncPolicy() == SyncPolicy.EVERYSEC && took > SECOND_NANOS) {
                progress.syncDelayed(took / SECOND_NANOS);
            }
        } catch (IOException e) {
            syncFault = e;
        }
        wakeWriter.run();
    }

    /** The next segment is built as soon as the one before is in use; a full disk is asked again and again. */
    private boolean prepareIfDue() {
        if (store.isPrepared() || System.nanoTime() - prepareAtNanos < 0 || syncFault != null) {
            return false;
        }
        try {
            store.prepare();
            prepareFault = null;
        } catch (IOException e) {
            prepareFault = e;
            prepareAtNanos = System.nanoTime() + RETRY_NANOS;
        }
        wakeWriter.run();
        return true;
    }

    private boolean deleteIfDue() {
        long position = deleteBefore;
        boolean late = System.nanoTime() - deleteAtNanos < 0;
        if (position <= deletedBefore || late || syncFault != null) {
            return false;
        }
        // What states the log's position must be durable before what stated it until now goes.
        sync();
        if (syncFault != null) {
            return true;
        }
        try {
            store.deleteBefore(position);
            deletedBefore = position;
        } catch (IOException e) {
            // Segments that stay cost space and nothing else; they are tried again.
            deleteAtNanos = System.nanoTime() + SECOND_NANOS;
        }
        return true;
    }

    /** Zero, for ever, unless something is due by the clock. */
    private long sleepNanos() {
        if ((prepareFault != null && !store.isPrepared()) || deleteBefore > deletedBefore) {
            return RETRY_NANOS;
        }
        return progress.syncPolicy() == SyncPolicy.EVERYSEC
                ? Math.max(1, Math.min(nextTickNanos - System.nanoTime(), SECOND_NANOS))
                : 0;
    }
}
