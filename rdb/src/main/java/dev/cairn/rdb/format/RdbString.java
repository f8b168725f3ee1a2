// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A string as it was read: a buffer that is used again for the next one. It grows only as bytes really arrive, and a
 * buffer that one huge string needed is not kept for small ones.
 */
public final class RdbString {
    private static final int FIRST_BYTES = 256;
    private static final int KEPT_BYTES = 1 << 20;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** The string as text for messages and names: one character per byte. */
    public String latin1() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Takes a copy of these bytes. */
    public void set(byte[] source, int offset, int newLength) {
        clear(newLength);
        System.arraycopy(source, offset, bytes, 0, newLength);
        length = newLength;
    }

    /** Forgets the content and makes room for so many bytes, at least. */
    void clear(int room) {
        length = 0;
        if (room > bytes.length || (bytes.length > KEPT_BYTES && room < KEPT_BYTES)) {
            bytes = new byte[Math.max(FIRST_BYTES, room)];
        }
    }

    /** Makes room for more bytes behind the content: at least one, at most {@code missing}. */
    void grow(int missing) {
        int wanted = (int) Math.min((long) length + missing, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, wanted);
    }

    int room() {
        return bytes.length - length;
    }

    void length(int newLength) {
        length = newLength;
    }
}
