// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.writer;

import dev.cairn.aof.SyncPolicy;

/**
 * What the log's threads and its callers tell each other: how far each has come, and what is wanted. Every field has
 * one writer, or is set under the lock of whoever syncs.
 */
public final class LogProgress {
    /** The command thread's: behind the last batch in the ring. */
    private volatile long submittedPosition;

    /** The writer's. */
    private volatile long appendedPosition;

    /** Rises only; set by whoever has synced. */
    private volatile long durablePosition;

    /** A sync up to here is wanted, whatever the policy. */
    private volatile long syncWantedPosition;

    private volatile SyncPolicy syncPolicy;
    private volatile String refusal;

    private volatile long syncCount;
    private volatile long syncFailureCount;
    private volatile long delayedSyncCount;
    private volatile long lastSyncNanos;

    public LogProgress(long position, SyncPolicy policy) {
        submittedPosition = position;
        appendedPosition = position;
        durablePosition = position;
        syncWantedPosition = position;
        syncPolicy = policy;
    }

    public long submittedPosition() {
        return submittedPosition;
    }

    public void submittedPosition(long position) {
        submittedPosition = position;
    }

    public long appendedPosition() {
        return appendedPosition;
    }

    void appendedPosition(long position) {
        appendedPosition = position;
    }

    public long durablePosition() {
        return durablePosition;
    }

    synchronized void synced(long position, long tookNanos) {
        durablePosition = Math.max(durablePosition, position);
        lastSyncNanos = tookNanos;
        syncCount++;
    }

    synchronized void syncFailed() {
        syncFailureCount++;
    }

    synchronized void syncDelayed(long seconds) {
        delayedSyncCount += seconds;
    }

    long syncWantedPosition() {
        return syncWantedPosition;
    }

    synchronized void wantSync(long position) {
        syncWantedPosition = Math.max(syncWantedPosition, position);
    }

    SyncPolicy syncPolicy() {
        return syncPolicy;
    }

    void syncPolicy(SyncPolicy policy) {
        syncPolicy = policy;
    }

    /** Why the log does not accept, or null. */
    public String refusal() {
        return refusal;
    }

    void refusal(String reason) {
        refusal = reason;
    }

    public long syncCount() {
        return syncCount;
    }

    public long syncFailureCount() {
        return syncFailureCount;
    }

    public long delayedSyncCount() {
        return delayedSyncCount;
    }

    public long lastSyncNanos() {
        return lastSyncNanos;
    }
}
