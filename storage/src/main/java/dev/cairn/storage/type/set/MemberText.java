// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.set;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;
import dev.cairn.storage.memory.StoredBytes;

/** A copy of one member on the heap, in an array that is used again and again. */
final class MemberText {
    private static final int KEPT_LENGTH = 64 * 1024;

    private final ByteSlice slice = new ByteSlice();
    private byte[] bytes = new byte[64];

    /** Copies a stored member; the slice is good until the next copy. */
    ByteSlice copy(StoredBytes member) {
        int length = member.length();
        if (bytes.length < length || bytes.length > KEPT_LENGTH) {
            bytes = new byte[Math.max(64, length)];
        }
        member.copyTo(bytes, 0);
        return slice.set(bytes, 0, length);
    }

    /** Writes a number as text. */
    ByteSlice of(long number) {
        return slice.set(bytes, 0, DecimalText.write(number, bytes, 0));
    }
}
