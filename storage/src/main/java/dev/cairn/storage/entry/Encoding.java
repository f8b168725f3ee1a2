// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.entry;

/**
 * How a value is laid out.
 *
 * <p>The codes are explicit and append-only: they stand in entries and in images. {@code EMBSTR} and {@code RAW} are
 * laid out alike here; which of the two OBJECT ENCODING names is decided by Valkey's rule of lengths.
 */
public enum Encoding {
    RAW(0, "raw"),
    INT(1, "int"),
    EMBSTR(2, "embstr"),
    LISTPACK(3, "listpack"),
    INTSET(4, "intset"),
    // From here on they are big.
    HASHTABLE(5, "hashtable"),
    SKIPLIST(6, "skiplist"),
    QUICKLIST(7, "quicklist"),
    STREAM(8, "stream");

    private static final Encoding[] BY_CODE = values();

    static {
        for (int i = 0; i < BY_CODE.length; i++) {
            assert BY_CODE[i].code == i : "codes must be dense: " + BY_CODE[i];
        }
    }

    private final int code;
    private final String text;

    Encoding(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public static Encoding ofCode(int code) {
        return BY_CODE[code];
    }

    public int code() {
        return code;
    }

    /** The name that OBJECT ENCODING answers. */
    public String text() {
        return text;
    }

    /** Whether the value is a root of a table or another structure that owns blocks of its own. */
    public boolean isBig() {
        return code >= HASHTABLE.code;
    }
}
