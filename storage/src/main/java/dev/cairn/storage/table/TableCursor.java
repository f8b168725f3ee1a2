// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

/** Walks a table that does not change meanwhile; reused from walk to walk. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class TableCursor {
    /** Starts before the first entry. */
    public TableCursor start(long root) {
        throw new AssertionError("not landed");
    }

    /** The next entry's address, or 0 at the end. */
    public long next() {
        throw new AssertionError("not landed");
    }
}
