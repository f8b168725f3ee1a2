// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/** Blocks of a region. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Allocator {
    /** Takes a block of at least this many bytes, whose content is undefined. */
    public long allocate(long bytes) {
        throw new AssertionError("not landed");
    }

    /** Gives a block back. */
    public void free(long address) {
        throw new AssertionError("not landed");
    }

    /** How many bytes a block has, at least as many as asked for. */
    public long usableBytes(long address) {
        throw new AssertionError("not landed");
    }

    public long liveBlocks() {
        throw new AssertionError("not landed");
    }

    /** Bytes in live blocks, whole blocks counted. */
    public long liveBytes() {
        throw new AssertionError("not landed");
    }
}
