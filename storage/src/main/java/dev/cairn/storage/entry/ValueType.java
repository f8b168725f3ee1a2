// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.entry;

/**
 * What kind of value a key holds.
 *
 * <p>The codes are explicit and append-only: they stand in entries and in images.
 */
public enum ValueType {
    STRING(0, "string"),
    LIST(1, "list"),
    SET(2, "set"),
    ZSET(3, "zset"),
    HASH(4, "hash"),
    STREAM(5, "stream");

    private static final ValueType[] BY_CODE = values();

    static {
        for (int i = 0; i < BY_CODE.length; i++) {
            assert BY_CODE[i].code == i : "codes must be dense: " + BY_CODE[i];
        }
    }

    private final int code;
    private final String text;

    ValueType(int code, String text) {
        this.code = code;
        this.text = text;
    }

    public static ValueType ofCode(int code) {
        return BY_CODE[code];
    }

    public int code() {
        return code;
    }

    /** The name that TYPE answers. */
    public String text() {
        return text;
    }
}
