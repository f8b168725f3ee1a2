// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;
import dev.cairn.storage.time.RandomSource;

/**
 * Big collections: tables of elements, each an entry of its own ({@code EntryLayout}: the field or member is its key).
 *
 * <p>One object serves all collections of a keyspace; a collection is the address of its root. Every method that changes
 * something hands the before-image to a running snapshot, counts the bytes, and keeps the earliest deadline in step.
 * What remains to the caller is to announce the change of the key ({@code Database.changed}).
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class ElementTable {
    /** Makes an empty collection and returns its root. */
    public long create() {
        throw new AssertionError("not landed");
    }

    public long count(long root) {
        throw new AssertionError("not landed");
    }

    /** The element with this name, or 0. */
    public long find(long root, ByteSlice name) {
        throw new AssertionError("not landed");
    }

    /**
     * Adds or replaces an element.
     *
     * @param expireAtMillis the element's expiry, -1 for none
     * @return whether the element is new
     */
    public boolean put(long root, ByteSlice name, ByteSlice value, long expireAtMillis) {
        throw new AssertionError("not landed");
    }

    /** Adds an element that is known to be new, from bytes in the region: conversions do that. */
    public void add(long root, StoredBytes name, StoredBytes value, long expireAtMillis) {
        throw new AssertionError("not landed");
    }

    /** Removes an element; false if there is none. The collection may be empty afterwards. */
    public boolean remove(long root, ByteSlice name) {
        throw new AssertionError("not landed");
    }

    /** Sets (or with -1 clears) the expiry of an element of this collection and returns the element's new address. */
    public long setExpireAtMillis(long root, long element, long expireAtMillis) {
        throw new AssertionError("not landed");
    }

    /** A lower bound of the elements' deadlines, {@code Long.MAX_VALUE} if none expires. */
    public long earliestDeadline(long root) {
        throw new AssertionError("not landed");
    }

    /** An element that is due at this time, or 0; finding it costs little, however many elements there are. */
    public long due(long root, long nowMillis) {
        throw new AssertionError("not landed");
    }

    /** How many elements carry an expiry. */
    public long expiring(long root) {
        throw new AssertionError("not landed");
    }

    /** Scans on from a cursor; returns the next cursor, 0 at the end. Cursors stay good whatever happens between. */
    public long scan(long root, long cursor, int count, ElementVisitor visitor) {
        throw new AssertionError("not landed");
    }

    /** Frees a collection that no entry owns (any more), in slices. */
    public void free(long root) {
        throw new AssertionError("not landed");
    }

    /** One element, each with the same chance; 0 if there is none. */
    public long random(long root, RandomSource random) {
        throw new AssertionError("not landed");
    }

    /** Bytes of all blocks that the collection owns. */
    public long bytes(long root) {
        throw new AssertionError("not landed");
    }

    /** A new walker over collections. */
    public TableCursor cursor() {
        throw new AssertionError("not landed");
    }
}
