// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamParts;

/** Takes every value and keeps none: what is only checked is read to its end. Who keeps some says so by overriding. */
public class DroppedValues implements ValueTarget {
    @Override
    public void string(KeyHeader key, ByteSlice value) {}

    @Override
    public void packed(KeyHeader key, ValueType type, Encoding encoding, ByteSlice blob) {}

    @Override
    public void beginHash(KeyHeader key) {}

    @Override
    public boolean field(ByteSlice field, ByteSlice value, long expireAtMillis) {
        return true;
    }

    @Override
    public void endHash() {}

    @Override
    public void beginSortedSet(KeyHeader key) {}

    @Override
    public boolean member(ByteSlice member, double score) {
        return true;
    }

    @Override
    public void endSortedSet() {}

    @Override
    public void beginSet(KeyHeader key, long announced) {}

    @Override
    public boolean member(ByteSlice member) {
        return true;
    }

    @Override
    public void endSet() {}

    @Override
    public void beginList(KeyHeader key) {}

    @Override
    public void listpack(ByteSlice blob, long count) {}

    @Override
    public void element(ByteSlice element) {}

    @Override
    public void endList() {}

    @Override
    public StreamParts beginStream(KeyHeader key) {
        return new DroppedStream();
    }

    @Override
    public void endStream() {}

    @Override
    public void abandon() {}
}
