// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.recovery;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamParts;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Lets only keys pass that the keyspace does not have yet, and fails at the first one that it has. */
public final class NewKeysTarget implements ValueTarget {
    private final Keyspace keyspace;
    private final ValueTarget target;

    public NewKeysTarget(Keyspace keyspace, ValueTarget target) {
        this.keyspace = keyspace;
        this.target = target;
    }

    private void check(KeyHeader key) {
        if (keyspace.database(key.database()).peek(key.key()) != 0) {
            throw new UncheckedIOException(
                    new IOException(
                            "key \""
                                    + key.key()
                                    + "\" of database "
                                    + key.database()
                                    + " is there already"));
        }
    }

    @Override
    public void string(KeyHeader key, ByteSlice value) {
        check(key);
        target.string(key, value);
    }

    @Override
    public void packed(KeyHeader key, ValueType type, Encoding encoding, ByteSlice blob) {
        check(key);
        target.packed(key, type, encoding, blob);
    }

    @Override
    public void beginHash(KeyHeader key) {
        check(key);
        target.beginHash(key);
    }

    @Override
    public boolean field(ByteSlice field, ByteSlice value, long expireAtMillis) {
        return target.field(field, value, expireAtMillis);
    }

    @Override
    public void endHash() {
        target.endHash();
    }

    @Override
    public void beginSortedSet(KeyHeader key) {
        check(key);
        target.beginSortedSet(key);
    }

    @Override
    public boolean member(ByteSlice member, double score) {
        return target.member(member, score);
    }

    @Override
    public void endSortedSet() {
        target.endSortedSet();
    }

    @Override
    public void beginSet(KeyHeader key, long announced) {
        check(key);
        target.beginSet(key, announced);
    }

    @Override
    public boolean member(ByteSlice member) {
        return target.member(member);
    }

    @Override
    public void endSet() {
        target.endSet();
    }

    @Override
    public void beginList(KeyHeader key) {
        check(key);
        target.beginList(key);
    }

    @Override
    public void listpack(ByteSlice blob, long count) {
        target.listpack(blob, count);
    }

    @Override
    public void element(ByteSlice element) {
        target.element(element);
    }

    @Override
    public void endList() {
        target.endList();
    }

    @Override
    public StreamParts beginStream(KeyHeader key) {
        check(key);
        return target.beginStream(key);
    }

    @Override
    public void endStream() {
        target.endStream();
    }

    @Override
    public void abandon() {
        target.abandon();
    }
}
