// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.ValueLoader;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;
import dev.cairn.storage.type.packed.ListpackReader;
import dev.cairn.storage.type.stream.StreamParts;

/**
 * Puts decoded values into a keyspace. A listpack that is longer than the configuration allows today becomes a hash table.
 * Belongs to the thread that owns the keyspace.
 */
public final class StorageTarget implements ValueTarget {
    private static final long NEVER = -1;

    private final Keyspace keyspace;
    private final ValueLoader loader;
    private final ListpackReader listpack = new ListpackReader();
    private final ByteSlice field = new ByteSlice();
    private final ByteSlice value = new ByteSlice();
    private final byte[] fieldDigits = new byte[20];
    private final byte[] valueDigits = new byte[20];
    private boolean begun;

    public StorageTarget(Keyspace keyspace) {
        this.keyspace = keyspace;
        this.loader = keyspace.loader();
    }

    @Override
    public void expect(int database, long keys) {
        loader.expect(database, keys);
    }

    @Override
    public void string(KeyHeader key, ByteSlice string) {
        usage(key);
        loader.string(key.database(), key.key(), string, key.expireAtMillis());
    }

    @Override
    public void packed(KeyHeader key, ValueType type, Encoding encoding, ByteSlice blob) {
        if (type == ValueType.HASH && tooLong(blob)) {
            unfold(key);
            return;
        }
        usage(key);
        loader.packed(key.database(), key.key(), type, encoding, blob, key.expireAtMillis());
    }

    @Override
    public void beginHash(KeyHeader key) {
        usage(key);
        begun = true;
        loader.beginHash(key.database(), key.key(), key.expireAtMillis());
    }

    @Override
    public boolean field(ByteSlice name, ByteSlice text, long expireAtMillis) {
        return loader.field(name, text, expireAtMillis);
    }

    @Override
    public void endHash() {
        loader.endHash();
        begun = false;
    }

    @Override
    public void beginSortedSet(KeyHeader key) {
        usage(key);
        begun = true;
        loader.beginSortedSet(key.database(), key.key(), key.expireAtMillis());
    }

    @Override
    public boolean member(ByteSlice member, double score) {
        return loader.member(member, score);
    }

    @Override
    public void endSortedSet() {
        loader.endSortedSet();
        begun = false;
    }

    @Override
    public void beginSet(KeyHeader key, long announced) {
        usage(key);
        begun = true;
        loader.beginSet(key.database(), key.key(), key.expireAtMillis(), announced);
    }

    @Override
    public boolean member(ByteSlice member) {
        return loader.member(member);
    }

    @Override
    public void endSet() {
        loader.endSet();
        begun = false;
    }

    @Override
    public StreamParts beginStream(KeyHeader key) {
        usage(key);
        begun = true;
        return loader.beginStream(key.database(), key.key(), key.expireAtMillis());
    }

    @Override
    public void endStream() {
        loader.endStream();
        begun = false;
    }

    @Override
    public void beginList(KeyHeader key) {
        usage(key);
        begun = true;
        loader.beginList(key.database(), key.key(), key.expireAtMillis());
    }

    @Override
    public void listpack(ByteSlice blob, long count) {
        loader.listpack(blob, count);
    }

    @Override
    public void element(ByteSlice element) {
        loader.element(element);
    }

    @Override
    public void endList() {
        loader.endList();
        begun = false;
    }

    @Override
    public void abandon() {
        if (begun) {
            begun = false;
            loader.abandon();
        }
    }

    private void usage(KeyHeader key) {
        if (key.idleSeconds() != KeyHeader.NONE) {
            loader.accessIdleSeconds(key.idleSeconds());
        }
        if (key.frequency() != KeyHeader.NONE) {
            loader.accessFrequency(key.frequency());
        }
    }

    /** Counts the fields; the listpack is sound, so the walk passes all of them. */
    private boolean tooLong(ByteSlice blob) {
        long limit = 2L * keyspace.config().hashMaxListpackEntries();
        listpack.set(blob.array(), blob.offset(), blob.length());
        if (blob.length() <= limit) {
            return false;
        }
        while (listpack.seen() <= limit && listpack.next()) {
            // Each step counts one element.
        }
        boolean tooLong = listpack.seen() > limit;
        listpack.set(blob.array(), blob.offset(), blob.length());
        return tooLong;
    }

    private void unfold(KeyHeader key) {
        beginHash(key);
        while (listpack.next()) {
            element(field, fieldDigits);
            listpack.next();
            element(value, valueDigits);
            loader.field(field, value, NEVER);
        }
        endHash();
    }

    private void element(ByteSlice into, byte[] digits) {
        if (listpack.isInteger()) {
            into.set(digits, 0, DecimalText.write(listpack.integer(), digits, 0));
        } else {
            into.set(listpack.array(), listpack.offset(), listpack.length());
        }
    }
}
