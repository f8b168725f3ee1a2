// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import java.util.Arrays;

/**
 * One batch of effects: the RESP bytes that one tick of the command thread leaves to the log.
 *
 * <p>Borrowed from the log, filled by the command thread, owned by the writer thread once submitted, and
 * then used again. The payload is a heap array that grows as needed and is kept for the next use, unless it
 * grew beyond {@value #KEPT_CAPACITY_BYTES} bytes.
 */
public final class LogBatch {
    static final int FIRST_CAPACITY_BYTES = 8 * 1024;

    /** One giant value must not stay in the pool for ever: larger arrays go back to the heap. */
    static final int KEPT_CAPACITY_BYTES = 1024 * 1024;

    /** The largest array that every JVM allocates. */
    static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private byte[] array = new byte[FIRST_CAPACITY_BYTES];
    private int length;
    private int commandCount;
    private long wallTimeMillis;

    public LogBatch() {}

    /** The payload's array; another one after a call that grew it. */
    public byte[] array() {
        return array;
    }

    /** Payload bytes so far. */
    public int length() {
        return length;
    }

    public void append(byte[] source, int offset, int count) {
        ensureWritable(count);
        System.arraycopy(source, offset, array, length, count);
        length += count;
    }

    /** Makes room for {@code count} bytes from {@link #length} on, for encoders that write in place. */
    public void ensureWritable(int count) {
        assert count >= 0;
        if (count > array.length - length) {
            grow(count);
        }
    }

    /** Ends what an encoder wrote in place: the payload is the bytes from 0 to {@code newLength}. */
    public void setLength(int newLength) {
        assert newLength >= 0 && newLength <= array.length;
        length = newLength;
    }

    /** Counts one command more; the count stands in the log beside the payload. */
    public void countCommand() {
        commandCount++;
    }

    public int commandCount() {
        return commandCount;
    }

    /** Wall time of the tick, in milliseconds since 1970; the command thread's own reading of the clock. */
    public long wallTimeMillis() {
        return wallTimeMillis;
    }

    public void wallTimeMillis(long millis) {
        wallTimeMillis = millis;
    }

    /** Takes back what came last: so many bytes and commands stay. */
    public void truncate(int newLength, int newCommandCount) {
        assert newLength <= length && newCommandCount <= commandCount;
        length = newLength;
        commandCount = newCommandCount;
    }

    public void clear() {
        length = 0;
        commandCount = 0;
        wallTimeMillis = 0;
        if (array.length > KEPT_CAPACITY_BYTES) {
            array = new byte[FIRST_CAPACITY_BYTES];
        }
    }

    private void grow(int count) {
        long needed = (long) length + count;
        if (needed > MAX_LENGTH) {
            throw new IllegalStateException(
                    "a log batch of " + needed + " bytes: at most " + MAX_LENGTH + " fit into one");
        }
        long doubled = Math.max(needed, 2L * array.length);
        array = Arrays.copyOf(array, (int) Math.min(doubled, MAX_LENGTH));
    }
}
