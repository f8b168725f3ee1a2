// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.string;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.EntryLayout;
import dev.cairn.storage.memory.Memory;

/**
 * Which name OBJECT ENCODING gives to a string that is kept as text.
 *
 * <p>Valkey embeds a short text in the object that also holds the key and the expiry, and calls it {@code embstr}; it
 * does so while all of it fits into 128 bytes. Cairn lays out both alike; the name is computed as Valkey would:
 *
 * <pre>
 * object 8 | expiry 8, if any | key: 1 + header 1 or 3 + text + NUL | value: header 3 + text + NUL   &lt;= 128
 * </pre>
 */
public final class StringEncoding {
    private static final int EMBEDDED_LIMIT_BYTES = 128;
    private static final int OBJECT_BYTES = 8;
    private static final int EXPIRY_BYTES = 8;

    /** One byte that says where the key's text begins, and the NUL behind it. */
    private static final int KEY_EXTRA_BYTES = 2;

    /** A key below 32 bytes has a header of one byte, else of three: its length is at most 128 here. */
    private static final int SHORT_KEY_LENGTH = 32;

    private static final int VALUE_EXTRA_BYTES = 4;

    /** From this length on Valkey keeps room for an expiry beside the key without counting it. */
    private static final int UNCOUNTED_EXPIRY_KEY_LENGTH = 108;

    private StringEncoding() {}

    /** {@code EMBSTR} or {@code RAW}, for a text that was set as a whole. */
    public static Encoding ofText(int keyLength, int valueLength, boolean expires) {
        long header = keyLength < SHORT_KEY_LENGTH ? 1 : 3;
        long bytes = OBJECT_BYTES + KEY_EXTRA_BYTES + header + keyLength;
        bytes += VALUE_EXTRA_BYTES + (long) valueLength;
        if (expires && keyLength < UNCOUNTED_EXPIRY_KEY_LENGTH) {
            bytes += EXPIRY_BYTES;
        }
        return bytes <= EMBEDDED_LIMIT_BYTES ? Encoding.EMBSTR : Encoding.RAW;
    }

    /** Looks anew at an entry whose key or expiry is another now: what became too long to be embedded is raw for good. */
    public static void settle(Memory memory, long entry) {
        if (EntryLayout.encoding(memory, entry) == Encoding.EMBSTR) {
            int keyLength = EntryLayout.keyLength(memory, entry);
            int valueLength = EntryLayout.valueLength(memory, entry);
            boolean expires = EntryLayout.expires(memory, entry);
            EntryLayout.putEncoding(memory, entry, ofText(keyLength, valueLength, expires));
        }
    }
}
