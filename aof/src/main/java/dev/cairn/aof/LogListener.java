// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

/**
 * What the log tells the server. All methods are called on the writer thread, one at a time, and must
 * not block: a listener notes what it hears and wakes whom it concerns.
 */
public interface LogListener {
    /** All bytes before {@code position} are appended: a killed process loses none of them. */
    void appended(long position);

    /** All bytes before {@code position} survive a power loss. */
    void durable(long position);

    /**
     * The log stopped accepting: the disk is full or a sync failed. The reason is one line, fit for the
     * text after {@code -MISCONF}. Batches that were submitted are kept and written as soon as it heals.
     */
    void refused(String reason);

    /** The log accepts again, and everything that was submitted meanwhile is being appended. */
    void accepting();

    /**
     * A failed sync voided what was promised below {@code position}, and the log does not hold the bytes
     * any more. It resumes when {@link CommandLog#snapshotTaken} names a snapshot at or beyond that position.
     */
    void snapshotNeeded(long position);

    /**
     * The log's threads ended by a fault that they do not know. What is not durable by now will not be before the next
     * start, so nobody may wait for it.
     */
    void ended(String reason);

    /** A new segment was begun; its first batch stands at this position. */
    void rolled(long segmentFirstPosition);
}
