// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamParts;

/**
 * Where decoded values go: the keyspace, or somebody who only counts. All slices are valid during the call alone.
 *
 * <p>A value that turns out to be damaged half way ends in {@link #abandon()} instead of its end call, and leaves no trace.
 */
public interface ValueTarget {
    /** About so many keys will come for a database, as the file says, and as its length bears out. */
    default void expect(int database, long keys) {}

    void string(KeyHeader key, ByteSlice value);

    /** A small collection in its packed layout, which has been checked. */
    void packed(KeyHeader key, ValueType type, Encoding encoding, ByteSlice blob);

    void beginHash(KeyHeader key);

    /**
     * @param expireAtMillis Unix time, or -1
     * @return false when the hash has this field already
     */
    boolean field(ByteSlice field, ByteSlice value, long expireAtMillis);

    void endHash();

    void beginSortedSet(KeyHeader key);

    /** Returns false when the sorted set has this member already. */
    boolean member(ByteSlice member, double score);

    void endSortedSet();

    /**
     * @param announced how many members follow, as the file says
     */
    void beginSet(KeyHeader key, long announced);

    /**
     * @return false when the set has this member already
     */
    boolean member(ByteSlice member);

    void endSet();

    void beginList(KeyHeader key);

    /** Adds a listpack, which has been checked and has so many elements, not 0. */
    void listpack(ByteSlice blob, long count);

    /** Adds one element to the list. */
    void element(ByteSlice element);

    void endList();

    /** Begins a stream, whose parts go to what is returned. */
    StreamParts beginStream(KeyHeader key);

    void endStream();

    /** Drops what was begun, if anything was. */
    void abandon();
}
