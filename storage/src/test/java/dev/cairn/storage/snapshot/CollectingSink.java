// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.packed.ListpackReader;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Reads what a snapshot hands over, checks the order of the records, and keeps a line per key, as the model does. */
public final class CollectingSink implements ImageSink {
    private final Map<String, String> lines = new TreeMap<>();
    private final ImageReader reader = new ImageReader();
    private final BooleanSupplier full;
    private String key;
    private String text;
    private Map<String, String> fields;
    private long left;
    private boolean expiring;
    private boolean anyExpires;
    private long expireAtMillis;
    private long bytes;

    public CollectingSink(BooleanSupplier full) {
        this.full = full;
    }

    /** A line per key; no key may be in the middle. */
    public Map<String, String> lines() {
        assertNull(key, "incomplete");
        return lines;
    }

    /** How much was handed over so far. */
    public long bytes() {
        return bytes;
    }

    @Override
    public byte[] borrow(int atLeast) {
        return new byte[atLeast];
    }

    @Override
    public void accept(byte[] chunk, int length) {
        bytes += length;
        reader.set(chunk, length);
        while (reader.next()) {
            switch (reader.kind()) {
                case WHOLE -> whole();
                case BEGIN -> begin();
                case ELEMENT -> element();
                case END -> end();
            }
        }
    }

    @Override
    public boolean full() {
        return full.getAsBoolean();
    }

    private void whole() {
        assertNull(key, "a record in the middle of another key");
        String content;
        if (reader.isInteger()) {
            content = Long.toString(reader.integer());
        } else if (reader.type() == ValueType.HASH) {
            content = listpack(reader.payload());
        } else {
            content = reader.payload().toString();
        }
        put(name(), content, reader.expireAtMillis());
    }

    private void begin() {
        assertNull(key, "a record in the middle of another key");
        key = name();
        left = reader.elementCount();
        expiring = reader.elementsExpire();
        anyExpires = false;
        expireAtMillis = reader.expireAtMillis();
        fields = reader.type() == ValueType.HASH ? new TreeMap<>() : null;
        text = "";
    }

    private void element() {
        if (fields == null) {
            text += reader.element1();
            left -= reader.element1().length();
            return;
        }
        left--;
        anyExpires |= reader.elementExpireAtMillis() >= 0;
        String value = field(reader.element2().toString(), reader.elementExpireAtMillis());
        assertNull(fields.put(reader.element1().toString(), value), "a field twice");
    }

    private void end() {
        assertEquals(0, left, () -> "wrong count: " + key);
        assertEquals(expiring, anyExpires);
        put(key, fields == null ? text : fields.toString(), expireAtMillis);
        key = null;
    }

    private String name() {
        return reader.database() + " " + reader.key();
    }

    private void put(String name, String content, long expiry) {
        assertNull(lines.put(name, content + " until " + expiry), () -> "twice: " + name);
    }

    private static String listpack(ByteSlice blob) {
        Map<String, String> found = new TreeMap<>();
        ListpackReader elements = new ListpackReader();
        elements.set(blob.array(), blob.offset(), blob.length());
        while (elements.next()) {
            String name = ByteSlice.of(elements.toBytes()).toString();
            assertTrue(elements.next());
            assertFalse(found.containsKey(name));
            found.put(name, field(ByteSlice.of(elements.toBytes()).toString(), -1));
        }
        return found.toString();
    }

    private static String field(String value, long expiry) {
        return "Field[value=" + value + ", expireAtMillis=" + expiry + "]";
    }
}
