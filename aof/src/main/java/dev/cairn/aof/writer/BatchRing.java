// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.writer;

import dev.cairn.aof.LogBatch;

/**
 * Batches on their way from the command thread to the writer, and empty ones on their way back.
 *
 * <p>One thread on each side, no locks. {@code tail} counts what was put in, {@code head} what was taken out; each
 * is written by one side and read by the other. The returning ring works the same way with the sides exchanged.
 */
public final class BatchRing {
    private final LogBatch[] slots;
    private final LogBatch[] returned;
    private final int mask;

    private volatile long tail;
    private volatile long head;

    private volatile long returnedTail;
    private volatile long returnedHead;

    /** A ring for at least this many batches. */
    public BatchRing(int batches) {
        int capacity = batches < 2 ? 2 : Integer.highestOneBit(batches - 1) << 1;
        slots = new LogBatch[capacity];
        returned = new LogBatch[capacity];
        mask = capacity - 1;
    }

    // ---- the command thread

    /** An empty batch: one that came back, or a new one. */
    public LogBatch borrow() {
        long from = returnedHead;
        if (from == returnedTail) {
            return new LogBatch();
        }
        int index = (int) from & mask;
        LogBatch batch = returned[index];
        returned[index] = null;
        returnedHead = from + 1;
        return batch;
    }

    public boolean isFull() {
        return tail - head == slots.length;
    }

    /** Puts a batch in; the ring is not full. */
    public void put(LogBatch batch) {
        long to = tail;
        assert to - head < slots.length;
        slots[(int) to & mask] = batch;
        tail = to + 1;
    }

    // ---- the writer thread

    /** How many batches were ever put in. */
    long putCount() {
        return tail;
    }

    /** How many batches were ever taken out. */
    long takenCount() {
        return head;
    }

    /** The oldest batch; the ring is not empty. */
    LogBatch first() {
        assert !isEmpty();
        return slots[(int) head & mask];
    }

    /** Takes the oldest batch out, empties it and sends it back. */
    void recycleFirst() {
        long from = head;
        int index = (int) from & mask;
        LogBatch batch = slots[index];
        slots[index] = null;
        head = from + 1;
        batch.clear();
        long to = returnedTail;
        if (to - returnedHead < returned.length) {
            returned[(int) to & mask] = batch;
            returnedTail = to + 1;
        }
    }

    // ---- both

    public boolean isEmpty() {
        return head == tail;
    }
}
