// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Judges packed values that come from a file or a client before storage takes them as they are. The
 * answer is null for a sound value, otherwise the sentence that says what is wrong with it.
 */
public final class PackedCheck {
    private PackedCheck() {}

    /**
     * Checks every element of a listpack.
     *
     * @param stride how many elements make one member: 1 for a set, 2 for a hash
     * @param distinct whether the first elements of the members have to differ from each other
     */
    public static String listpack(
            byte[] array, int offset, int length, int stride, boolean distinct) {
        ListpackReader reader = new ListpackReader().set(array, offset, length);
        Set<ByteBuffer> members = new HashSet<>();
        while (reader.next()) {
            if (distinct && (reader.seen() - 1) % stride == 0) {
                byte[] member = reader.toBytes();
                if (!members.add(ByteBuffer.wrap(member))) {
                    return "listpack: element " + reader.seen() + " stands there twice";
                }
            }
        }
        if (reader.damage() != null) {
            return "listpack: " + reader.damage();
        }
        if (reader.seen() % stride != 0) {
            return "listpack: " + reader.seen() + " elements, expected a multiple of " + stride;
        }
        return null;
    }

    /** Checks the header and the order of an intset. */
    public static String intSet(byte[] array, int offset, int length) {
        IntSetReader reader = new IntSetReader().set(array, offset, length);
        while (reader.next()) {
            // Each step checks one integer.
        }
        return reader.damage() == null ? null : "intset: " + reader.damage();
    }
}
