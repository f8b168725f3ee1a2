// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamId;
import dev.cairn.storage.type.stream.StreamParts;

/** Drops the parts of a stream. */
public final class DroppedStream implements StreamParts {
    @Override
    public void block(long ms, long seq, ByteSlice listpack, int live) {}

    @Override
    public void root(StreamId last, StreamId first, StreamId greatestDeleted, long added) {}

    @Override
    public boolean group(ByteSlice name, StreamId last, long entriesRead) {
        return true;
    }

    @Override
    public boolean group(ByteSlice name, StreamId last) {
        return true;
    }

    @Override
    public boolean pending(StreamId id, long delivered, long deliveries) {
        return true;
    }

    @Override
    public boolean consumer(ByteSlice name, long seenAt, long activeAt) {
        return true;
    }

    @Override
    public boolean owned(StreamId id) {
        return true;
    }

    @Override
    public boolean endGroup() {
        return true;
    }
}
