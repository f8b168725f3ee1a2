// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import dev.cairn.storage.value.LentString;

/** Where the bytes of replies go. */
@FunctionalInterface
public interface ReplySink {
    /** Takes these bytes; they are copied before the call returns. */
    void accept(byte[] bytes, int offset, int length);

    /** Whether {@link #accept(LentString, int, int)} may be called. */
    default boolean takesLent() {
        return false;
    }

    /** Takes a part of a string that is lent, which it gives back when the bytes are needed no more. */
    default void accept(LentString string, int offset, int length) {
        throw new UnsupportedOperationException("copies bytes only");
    }
}
