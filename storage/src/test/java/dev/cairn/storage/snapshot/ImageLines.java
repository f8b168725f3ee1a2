// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.stream.StreamPart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps a line for each value of whatever type that is handed over: all that its records say, but for how they were cut. */
public final class ImageLines implements ImageSink {
    private final Map<String, String> lines = new TreeMap<>();
    private final ImageReader reader = new ImageReader();
    private final List<String> elements = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private String key;
    private String head;
    private ValueType type;
    private int part;

    /** A line per key; no key may be in the middle. */
    public Map<String, String> lines() {
        assertNull(key, "incomplete");
        return lines;
    }

    @Override
    public byte[] borrow(int atLeast) {
        return new byte[atLeast];
    }

    @Override
    public void accept(byte[] chunk, int length) {
        reader.set(chunk, length);
        while (reader.next()) {
            switch (reader.kind()) {
                case WHOLE -> {
                    begin();
                    text.append(reader.isInteger() ? reader.integer() : reader.payload());
                    end();
                }
                case BEGIN -> {
                    begin();
                    head += " " + reader.elementCount() + " " + reader.elementsExpire();
                }
                case ELEMENT -> element();
                case END -> end();
            }
        }
    }

    @Override
    public boolean full() {
        return false;
    }

    private void begin() {
        assertNull(key, "a record in the middle of another key");
        key = reader.database() + " " + reader.key();
        type = reader.type();
        head = type + " " + reader.encoding() + " until " + reader.expireAtMillis();
        elements.clear();
        text.setLength(0);
        part = 0;
    }

    private void element() {
        if (type == ValueType.STRING) {
            text.append(reader.element1());
        } else if (type == ValueType.STREAM) {
            boolean pieces =
                    reader.part() == StreamPart.PENDING || reader.part() == StreamPart.OWNED;
            if (!pieces || part != reader.part()) {
                text.append("; part ").append(reader.part()).append(' ');
            }
            part = reader.part();
            text.append(reader.element1()).append(' ').append(reader.element2());
            if (!pieces) {
                text.append(' ').append(reader.partNumber());
            }
        } else {
            elements.add(
                    reader.element1()
                            + "="
                            + reader.element2()
                            + "@"
                            + reader.elementExpireAtMillis());
        }
    }

    private void end() {
        if (type != ValueType.LIST) {
            Collections.sort(elements);
        }
        assertNull(lines.put(key, head + ": " + text + elements), () -> "twice: " + key);
        key = null;
    }
}
