// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

/** An id that can be set: where a method answers with an id, or steps from one to the next. */
public final class StreamId {
    private long ms;
    private long seq;

    /** The milliseconds, unsigned. */
    public long ms() {
        return ms;
    }

    /** The sequence number, unsigned. */
    public long seq() {
        return seq;
    }

    public StreamId set(long newMs, long newSeq) {
        ms = newMs;
        seq = newSeq;
        return this;
    }

    public StreamId set(StreamId other) {
        return set(other.ms, other.seq);
    }

    public boolean isZero() {
        return StreamIds.isZero(ms, seq);
    }

    public boolean isMax() {
        return StreamIds.isMax(ms, seq);
    }

    public int compare(StreamId other) {
        return StreamIds.compare(ms, seq, other.ms, other.seq);
    }

    public int compare(long otherMs, long otherSeq) {
        return StreamIds.compare(ms, seq, otherMs, otherSeq);
    }

    /** Steps to the next id; false, and zero, behind the greatest one. */
    public boolean increment() {
        if (++seq == 0) {
            ms++;
        }
        return !isZero();
    }

    /** Steps to the id before; false, and the greatest one, before zero. */
    public boolean decrement() {
        if (seq-- == 0) {
            ms--;
        }
        return !isMax();
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(ms) + "-" + Long.toUnsignedString(seq);
    }
}
