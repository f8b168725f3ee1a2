// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Remembers what the log said, and lets a test wait until it has said it. */
final class RecordingListener implements LogListener {
    /** Only a defect lets a test wait as long as this. */
    private static final long PATIENCE_SECONDS = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private long appended = -1;
    private long durable = -1;
    private boolean accepting = true;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final List<Long> snapshotsNeeded = new ArrayList<>();
    private final List<Long> rolls = new ArrayList<>();

    @Override
    public void appended(long position) {
        note(
                () -> {
                    if (position < appended) {
                        throw new AssertionError(
                                "appended went back from " + appended + " to " + position);
                    }
                    appended = position;
                });
    }

    @Override
    public void durable(long position) {
        note(
                () -> {
                    if (position < durable) {
                        throw new AssertionError(
                                "durable went back from " + durable + " to " + position);
                    }
                    durable = position;
                });
    }

    @Override
    public void refused(String reason) {
        note(
                () -> {
                    accepting = false;
                    refusals.add(reason);
                });
    }

    @Override
    public void ended(String reason) {
        note(() -> ends.add(reason));
    }

    @Override
    public void accepting() {
        note(() -> accepting = true);
    }

    @Override
    public void snapshotNeeded(long position) {
        note(() -> snapshotsNeeded.add(position));
    }

    @Override
    public void rolled(long segmentFirstPosition) {
        note(() -> rolls.add(segmentFirstPosition));
    }

    private void note(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void awaitAppended(long position) {
        await("appended " + position, () -> appended >= position);
    }

    void awaitDurable(long position) {
        await("durable " + position, () -> durable >= position);
    }

    void awaitRefusal() {
        await("a refusal", () -> !accepting);
    }

    /** Waits for the end of the log's threads, and returns why they ended. */
    String awaitEnd() {
        await("its end", () -> !ends.isEmpty());
        return get(ends::getFirst);
    }

    void awaitAccepting() {
        await("accepting", () -> accepting);
    }

    void awaitSnapshotNeeded() {
        await("a snapshot wanted", () -> !snapshotsNeeded.isEmpty());
    }

    void awaitRolls(int count) {
        await(count + " rolls", () -> rolls.size() >= count);
    }

    private void await(String what, BooleanSupplier condition) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError("the log never reported " + what + ": " + this);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    List<String> refusals() {
        return get(() -> List.copyOf(refusals));
    }

    List<Long> snapshotsNeeded() {
        return get(() -> List.copyOf(snapshotsNeeded));
    }

    List<Long> rolls() {
        return get(() -> List.copyOf(rolls));
    }

    private <T> T get(java.util.function.Supplier<T> value) {
        lock.lock();
        try {
            return value.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return get(
                () ->
                        "appended "
                                + appended
                                + ", durable "
                                + durable
                                + ", accepting "
                                + accepting
                                + ", refusals "
                                + refusals
                                + ", rolls "
                                + rolls);
    }
}
