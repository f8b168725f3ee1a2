// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage;

/**
 * Holds the memory limit of {@link StorageConfig}: removes keys as the policy says until the used bytes are below it.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Evictor {
    /** Bytes outside the region that count against the limit: client buffers and the like, as the server measures. */
    public void outsideBytes(long bytes) {
        throw new AssertionError("not landed");
    }

    /** Whether the limit is set and exceeded. */
    public boolean isOverLimit() {
        throw new AssertionError("not landed");
    }

    /**
     * Makes room. Removes at most this many keys, and tells the listener of each.
     *
     * @return whether the used bytes are within the limit now; if not, and {@link #canEvict()}, another call goes on
     */
    public boolean freeFor(int keyLimit) {
        throw new AssertionError("not landed");
    }

    /** Whether the policy finds any key that may go. */
    public boolean canEvict() {
        throw new AssertionError("not landed");
    }
}
