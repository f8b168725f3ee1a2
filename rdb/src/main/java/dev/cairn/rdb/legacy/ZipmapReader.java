// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.legacy;

import dev.cairn.storage.memory.ByteSlice;

/**
 * The zipmap, in which Redis kept small hashes until 2.6.
 *
 * <pre>
 *   count (1 byte; 254 or more = to be counted)
 *   per field:  length, field bytes, length, slack (1 byte), value bytes, slack bytes that mean nothing
 *   FF
 *
 *   length:     1 byte up to 253, or FE and 4 bytes, little-endian
 * </pre>
 */
final class ZipmapReader implements PackedElements {
    private static final int END = 0xff;
    private static final int LONG_LENGTH = 0xfe;

    private final ByteSlice element = new ByteSlice();
    private byte[] bytes;
    private int end;
    private int at;
    private long seen;
    private int statedCount;
    private String damage;

    @Override
    public void set(byte[] newBytes, int length) {
        bytes = newBytes;
        end = length - 1;
        at = 1;
        seen = 0;
        damage = null;
        if (length < 2) {
            damage = "a zipmap of " + length + " bytes";
        } else if ((bytes[end] & 0xff) != END) {
            damage = "a zipmap that ends in byte " + (bytes[end] & 0xff);
        } else {
            statedCount = bytes[0] & 0xff;
        }
    }

    @Override
    public boolean next() {
        if (damage != null) {
            return false;
        }
        if (at == end) {
            if (statedCount < LONG_LENGTH && seen != 2L * statedCount) {
                damage = "a zipmap of " + seen + " strings that counts " + statedCount + " fields";
            }
            return false;
        }
        boolean isValue = seen % 2 == 1;
        long length = length();
        int slack = 0;
        if (length >= 0 && isValue) {
            slack = at < end ? bytes[at++] & 0xff : 0;
        }
        if (length < 0 || length + slack > end - at) {
            damage = "a zipmap with a string that reaches beyond its end, at offset " + at;
            return false;
        }
        element.set(bytes, at, (int) length);
        at += (int) length + slack;
        seen++;
        return true;
    }

    /** The length at the cursor, which moves behind it; -1 when it reaches beyond the end. */
    private long length() {
        int first = bytes[at++] & 0xff;
        if (first < LONG_LENGTH) {
            return first;
        }
        if (first == END || end - at < Integer.BYTES) {
            return -1;
        }
        long length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            length |= (bytes[at++] & 0xffL) << (8 * i);
        }
        return length;
    }

    @Override
    public ByteSlice element() {
        return element;
    }

    @Override
    public String damage() {
        return damage;
    }
}
