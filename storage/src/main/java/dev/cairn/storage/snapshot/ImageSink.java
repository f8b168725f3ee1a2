// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

/**
 * Where images go: chunks of records that an {@link ImageReader} reads, on any thread.
 *
 * <p>The command thread calls all methods. None may block.
 */
public interface ImageSink {
    /** How much is borrowed at once, unless a record needs more: what is worth keeping to be lent again. */
    int CHUNK_BYTES = 64 << 10;

    /** An array of at least this many bytes, which the keyspace fills and then hands to {@link #accept}. */
    byte[] borrow(int atLeast);

    /** Takes a chunk over: the keyspace does not touch the array again. */
    void accept(byte[] chunk, int length);

    /**
     * Whether the walk should pause. Before-images do not ask: what a command is about to change must be handed over
     * at once.
     */
    boolean full();
}
