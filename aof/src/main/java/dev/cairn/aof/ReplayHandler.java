// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

/** Receives the log's batches in order during {@link CommandLog#replay}, on the caller's thread. */
public interface ReplayHandler {
    /**
     * One checked batch. The payload is the reader's own array, valid until this method returns; its bytes
     * are those from 0 to {@code length}, and stand in the log from {@code position} on.
     */
    void batch(long position, long wallTimeMillis, byte[] payload, int length, int commandCount)
            throws LogException;

    /** Payload bytes handed over so far, of how many; called about once a mebibyte, and at the end. */
    default void progress(long doneBytes, long totalBytes) {}
}
