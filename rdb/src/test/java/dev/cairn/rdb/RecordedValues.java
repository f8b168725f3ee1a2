// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.codec.DroppedStream;
import dev.cairn.rdb.codec.KeyHeader;
import dev.cairn.rdb.codec.ValueTarget;
import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.number.DoubleText;
import dev.cairn.storage.type.packed.ListpackReader;
import dev.cairn.storage.type.stream.StreamParts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A target that remembers what it was given, as text: one line per key. */
final class RecordedValues implements ValueTarget {
    final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> fields = new TreeMap<>();
    private final List<String> elements = new ArrayList<>();
    private String open;

    @Override
    public void string(KeyHeader key, ByteSlice value) {
        put(place(key), "\"" + value + "\"");
    }

    @Override
    public void packed(KeyHeader key, ValueType type, Encoding encoding, ByteSlice blob) {
        if (type != ValueType.HASH) {
            put(place(key), type + " " + encoding + " " + blob);
            return;
        }
        assert encoding == Encoding.LISTPACK : encoding;
        ListpackReader reader =
                new ListpackReader().set(blob.array(), blob.offset(), blob.length());
        Map<String, String> pairs = new TreeMap<>();
        while (reader.next()) {
            String field = ByteSlice.of(reader.toBytes()).toString();
            reader.next();
            pairs.put(field, ByteSlice.of(reader.toBytes()).toString());
        }
        put(place(key), pairs.toString());
    }

    @Override
    public void beginHash(KeyHeader key) {
        assert open == null : "two hashes at once";
        open = place(key);
        fields.clear();
    }

    @Override
    public boolean field(ByteSlice field, ByteSlice value, long expireAtMillis) {
        String text = value + (expireAtMillis < 0 ? "" : "@" + expireAtMillis);
        return fields.put(field.toString(), text) == null;
    }

    @Override
    public void endHash() {
        put(open, fields.toString());
        open = null;
    }

    @Override
    public void beginSortedSet(KeyHeader key) {
        beginHash(key);
    }

    @Override
    public void beginSet(KeyHeader key, long announced) {
        beginHash(key);
    }

    @Override
    public boolean member(ByteSlice member, double score) {
        return fields.put(member.toString(), DoubleText.of(score)) == null;
    }

    @Override
    public void endSortedSet() {
        endHash();
    }

    @Override
    public boolean member(ByteSlice member) {
        return fields.put(member.toString(), "") == null;
    }

    @Override
    public void endSet() {
        endHash();
    }

    @Override
    public StreamParts beginStream(KeyHeader key) {
        beginHash(key);
        return new DroppedStream();
    }

    @Override
    public void endStream() {
        endHash();
    }

    @Override
    public void beginList(KeyHeader key) {
        assert open == null : "two values at once";
        open = place(key);
        elements.clear();
    }

    @Override
    public void listpack(ByteSlice blob, long count) {
        ListpackReader reader =
                new ListpackReader().set(blob.array(), blob.offset(), blob.length());
        while (reader.next()) {
            elements.add(ByteSlice.of(reader.toBytes()).toString());
        }
        assert reader.seen() == count;
    }

    @Override
    public void element(ByteSlice element) {
        elements.add(element.toString());
    }

    @Override
    public void endList() {
        put(open, elements.toString());
        open = null;
    }

    @Override
    public void abandon() {
        open = null;
    }

    private void put(String place, String value) {
        values.put(place, value);
    }

    private static String place(KeyHeader key) {
        StringBuilder text =
                new StringBuilder().append(key.database()).append(' ').append(key.key());
        if (key.expireAtMillis() != KeyHeader.NONE) {
            text.append(" at ").append(key.expireAtMillis());
        }
        if (key.idleSeconds() != KeyHeader.NONE) {
            text.append(" idle ").append(key.idleSeconds());
        }
        if (key.frequency() != KeyHeader.NONE) {
            text.append(" freq ").append(key.frequency());
        }
        return text.toString();
    }
}
