// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbInput;

import java.io.IOException;

/** Reads the value behind one type byte. */
public interface ValueDecoder {
    /**
     * Reads a value, checks it, and gives it to the target. When it throws, the caller tells the target to abandon what it
     * may have begun.
     *
     * @return false when the value is an empty collection, which no server keeps; the target has not seen it then
     */
    boolean decode(RdbInput in, KeyHeader key, ValueTarget target) throws IOException;

    /** Whether a value reaches the target in one call that answers nothing: a string, or a packed collection. */
    default boolean isOneCall() {
        return false;
    }
}
