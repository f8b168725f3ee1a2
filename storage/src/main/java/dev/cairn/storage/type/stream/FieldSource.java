// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.stream;

import dev.cairn.storage.memory.ByteSlice;

/** The fields and values of an entry that is to be added. */
public interface FieldSource {
    /** How many fields there are. */
    int fields();

    /** A field (even numbers) or the value behind it (odd ones); good until the next call. */
    ByteSlice text(int index);
}
