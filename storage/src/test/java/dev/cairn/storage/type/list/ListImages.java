// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;
import dev.cairn.storage.snapshot.ImageSink;
import dev.cairn.storage.type.packed.ListpackReader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes the images of lists, and reads them. */
final class ListImages implements ImageSink {
    private final Map<String, List<String>> lists = new TreeMap<>();
    private final ImageReader reader = new ImageReader();
    private List<String> open;
    private long left;

    /** The lists by their keys. */
    Map<String, List<String>> lists() {
        assertNull(open, "incomplete");
        return lists;
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
                    add(reader.payload());
                    open = null;
                }
                case BEGIN -> {
                    begin();
                    left = reader.elementCount();
                }
                case ELEMENT -> {
                    add(reader.element1());
                    left--;
                }
                case END -> {
                    assertEquals(0, left);
                    open = null;
                }
            }
        }
    }

    @Override
    public boolean full() {
        return false;
    }

    private void begin() {
        assertNull(open, "a record in the middle of another key");
        open = new ArrayList<>();
        assertNull(lists.put(reader.key().toString(), open), "a key twice");
    }

    private void add(ByteSlice listpack) {
        ListpackReader elements =
                new ListpackReader().set(listpack.array(), listpack.offset(), listpack.length());
        while (elements.next()) {
            open.add(ByteSlice.of(elements.toBytes()).toString());
        }
        assertNull(elements.damage());
        assertTrue(elements.seen() > 0);
    }
}
