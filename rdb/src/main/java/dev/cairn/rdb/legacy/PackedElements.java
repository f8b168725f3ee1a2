// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.legacy;

import dev.cairn.storage.memory.ByteSlice;

/** Walks the elements of a packed value of old. Whatever is wrong with it ends the walk with {@link #damage()}. */
interface PackedElements {
    /** Starts before the first element of the value that fills these bytes. */
    void set(byte[] bytes, int length);

    /** Reads the next element; false at the end, and where the bytes are damaged. */
    boolean next();

    /** The element that was read; valid until the next one. */
    ByteSlice element();

    /** What is wrong, or null. */
    String damage();
}
