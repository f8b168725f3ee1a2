// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.writer;

import dev.cairn.aof.LogBatch;
import dev.cairn.aof.LogListener;
import dev.cairn.aof.SyncPolicy;
import dev.cairn.aof.segment.ReservationException;
import dev.cairn.aof.segment.SegmentStore;

import java.io.IOException;

/**
 * The writer thread: takes all batches that wait, appends them, syncs once for the group when the policy is always,
 * and tells the listener how far it came.
 *
 * <p>Two things stop it. Without disk space the batch at hand stays the first of the ring and is tried again, several
 * times a second. After a failed sync, or when the segment broke, everything that was appended and is not durable
 * is written again into a new segment, from the batches that are held or from nothing once a snapshot covers
 * it; then it goes on. While it is stopped the ring fills, and nothing in it is lost.
 */
public final class LogWriter {
    /** So much is appended between two reports, lest the first reply of a long queue waits for the last batch. */
    private static final long GROUP_BYTES = 1 << 20;

    private static final long RETRY_NANOS = 200_000_000L;

    private final SegmentStore store;
    private final BatchRing ring;
    private final HeldBatches held;
    private final LogProgress progress;
    private final LogListener listener;
    private final ParkingThread thread;
    private final SyncWorker syncWorker;

    private volatile boolean closing;
    private volatile boolean rollWanted;
    private volatile long snapshotPosition = -1;
    private volatile Throwable death;

    private long position;
    private long reportedDurable;
    private boolean failed;
    private boolean snapshotAsked;
    private long retryAtNanos;

    public LogWriter(
            String threadName,
            SegmentStore store,
            BatchRing ring,
            long heldBytes,
            LogProgress progress,
            LogListener listener) {
        this.store = store;
        this.ring = ring;
        this.progress = progress;
        this.listener = listener;
        this.position = progress.appendedPosition();
        this.reportedDurable = progress.durablePosition();
        this.held = new HeldBatches(heldBytes, position);
        this.thread = new ParkingThread(threadName + "-writer", this::runToTheEnd);
        this.syncWorker = new SyncWorker(threadName + "-sync", store, progress, thread::wake);
    }

    public void start() {
        syncWorker.start();
        thread.start();
    }

    // ---- called by other threads

    /** There is a batch in the ring. */
    public void wake() {
        thread.wake();
    }

    public void requestSync(long upTo) {
        progress.wantSync(upTo);
        if (progress.syncPolicy() != SyncPolicy.ALWAYS) {
            syncWorker.wake();
        } // else the writer syncs by itself what it appends
    }

    public void requestRoll() {
        rollWanted = true;
        thread.wake();
    }

    public void syncPolicy(SyncPolicy policy) {
        progress.syncPolicy(policy);
        if (policy == SyncPolicy.ALWAYS) {
            progress.wantSync(progress.submittedPosition());
        }
        syncWorker.wake();
        thread.wake();
    }

    public void deleteBefore(long before) {
        syncWorker.deleteBefore(before);
    }

    public void snapshotTaken(long at) {
        snapshotPosition = Math.max(snapshotPosition, at);
        thread.wake();
    }

    /** Appends and syncs what waits, and ends both threads. What went wrong remains in {@link #death}. */
    public void stop() {
        closing = true;
        thread.wake();
        thread.join();
        syncWorker.stop();
    }

    /** Why the writer ended before its time, or null. */
    public Throwable death() {
        return death;
    }

    // ---- the writer thread

    private void runToTheEnd() {
        try {
            run();
        } catch (Throwable e) {
            // The thread's top: the server must hear of it, whatever it is.
            death = e;
            progress.refusal("The log writer stopped: " + e);
            listener.ended(progress.refusal());
        }
    }

    private void run() {
        while (true) {
            boolean last = closing;
            if (work(last)) {
                continue;
            }
            if (last) {
                return;
            }
            thread.announceSleep();
            if (work(false) || closing) {
                thread.stayAwake();
            } else {
                thread.sleep(progress.refusal() == null ? 0 : RETRY_NANOS);
            }
        }
    }

    /** Does what can be done; false when nothing can. */
    private boolean work(boolean last) {
        reportDurable();
        syncWorker.failIfDead();
        IOException fault = syncWorker.syncFault();
        if (fault != null && !failed) {
            fail(fault);
        }
        if (progress.refusal() != null && !last && System.nanoTime() - retryAtNanos < 0) {
            return false;
        }
        if (failed) {
            return heal();
        }
        boolean rolled = rollWanted && rollOnRequest();
        boolean appended = !ring.isEmpty() && appendGroup();
        boolean wantsSync = last || (appended && progress.syncPolicy() == SyncPolicy.ALWAYS);
        if (wantsSync && progress.durablePosition() < position) {
            sync();
            return true;
        }
        return rolled || appended;
    }

    private boolean appendGroup() {
        long until = ring.putCount();
        long groupEnd = position + GROUP_BYTES;
        boolean refused = false;
        boolean any = false;
        try {
            while (ring.takenCount() < until && position < groupEnd) {
                if (store.isFull() && !roll() && store.isOverfull() && !closing) {
                    refused = true;
                    break;
                }
                LogBatch batch = ring.first();
                store.append(
                        batch.array(),
                        batch.length(),
                        position,
                        batch.wallTimeMillis(),
                        batch.commandCount(),
                        progress.durablePosition());
                held.add(batch);
                position += batch.length();
                ring.recycleFirst();
                any = true;
            }
        } catch (ReservationException e) {
            refused = true;
            refuse(e);
        } catch (IOException e) {
            refused = true;
            fail(e);
        }
        if (any) {
            reportAppended(refused);
        } else if (refused && progress.refusal() == null) {
            awaitPreparation();
        }
        return any;
    }

    private void reportAppended(boolean refused) {
        progress.appendedPosition(position);
        listener.appended(position);
        if (!refused && progress.refusal() != null) {
            accept();
        }
        boolean syncWanted = progress.syncWantedPosition() > progress.durablePosition();
        if (syncWanted || syncWorker.hasWork()) {
            syncWorker.wake();
        }
    }

    /** The next segment is not there yet: it is on its way, or there is no space for it. */
    private void awaitPreparation() {
        IOException fault = syncWorker.prepareFault();
        if (fault != null) {
            refuse(fault);
        }
        syncWorker.wake();
    }

    private boolean rollOnRequest() {
        try {
            if (store.currentFirstPosition() == position) {
                rollWanted = false;
                listener.rolled(position);
                return true;
            }
            return roll();
        } catch (IOException e) {
            fail(e);
            return false;
        }
    }

    private boolean roll() throws IOException {
        if (!store.roll(position, progress.durablePosition())) {
            return false;
        }
        rollWanted = false;
        progress.wantSync(position);
        syncWorker.wake();
        listener.rolled(position);
        return true;
    }

    private void sync() {
        long began = System.nanoTime();
        try {
            long synced = store.sync(progress::appendedPosition);
            progress.synced(synced, System.nanoTime() - began);
        } catch (IOException e) {
            fail(e);
        }
        reportDurable();
    }

    private void reportDurable() {
        long durable = progress.durablePosition();
        if (durable > reportedDurable) {
            reportedDurable = durable;
            held.release(durable);
            listener.durable(durable);
        }
    }

    // ---- trouble

    private void refuse(IOException fault) {
        retryAtNanos = System.nanoTime() + RETRY_NANOS;
        if (progress.refusal() == null) {
            String what = fault.getMessage() == null ? fault.toString() : fault.getMessage();
            progress.refusal("Errors writing to the AOF file: " + what);
            listener.refused(progress.refusal());
        }
    }

    private void accept() {
        progress.refusal(null);
        listener.accepting();
    }

    private void fail(IOException fault) {
        failed = true;
        snapshotAsked = false;
        progress.syncFailed();
        refuse(fault);
        // The first attempt to heal is made at once.
        retryAtNanos = System.nanoTime();
    }

    /** Writes again what is appended and not durable. True when the log is whole again. */
    private boolean heal() {
        retryAtNanos = System.nanoTime() + RETRY_NANOS;
        if (!held.covers(progress.durablePosition())) {
            syncWhatStands();
        }
        long from = progress.durablePosition();
        boolean fromHeld = held.covers(from);
        if (!fromHeld && snapshotPosition < position) {
            if (!snapshotAsked) {
                snapshotAsked = true;
                listener.snapshotNeeded(position);
            }
            return false;
        }
        try {
            if (fromHeld) {
                store.replaceTail(from, appender -> held.appendTo(appender, from), false);
            } else {
                store.replaceTail(position, appender -> {}, true);
            }
        } catch (IOException e) {
            return false;
        }
        failed = false;
        syncWorker.clearSyncFault();
        progress.synced(position, progress.lastSyncNanos());
        reportDurable();
        listener.rolled(store.currentFirstPosition());
        syncWorker.wake();
        accept();
        return true;
    }

    /** When an append broke the segment, what stands before it can still be made durable; after a failed sync not. */
    private void syncWhatStands() {
        try {
            progress.synced(store.sync(progress::appendedPosition), progress.lastSyncNanos());
            reportDurable();
        } catch (IOException ignored) {
            // Then a snapshot is the only truth left, and the caller asks for it.
        }
    }
}
