// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.ByteSlice;

/**
 * Takes a stream in, part by part: its blocks in order, its root, and each group with what it has pending and its consumers,
 * each of these with what it has pending. What answers false has not been taken.
 */
public interface StreamParts {
    /** A block: its master id, and a listpack that {@link BlockCheck} has found sound. */
    void block(long ms, long seq, ByteSlice listpack, int live);

    /** What the root says: four ids are pairs of milliseconds and sequence. */
    void root(StreamId last, StreamId first, StreamId greatestDeleted, long added);

    /** A group; false if there is one of this name. */
    boolean group(ByteSlice name, StreamId last, long entriesRead);

    /** A group whose count of entries read is not told: it is what Valkey takes it for. */
    boolean group(ByteSlice name, StreamId last);

    /** An entry that is pending of the last group; false if it is there already. */
    boolean pending(StreamId id, long delivered, long deliveries);

    /** A consumer of the last group; false if there is one of this name. */
    boolean consumer(ByteSlice name, long seenAt, long activeAt);

    /** An entry that is pending of the last consumer; false if the group does not have it, or somebody else has. */
    boolean owned(StreamId id);

    /** Ends the last group; false if what it has pending is not all somebody's. */
    boolean endGroup();
}
