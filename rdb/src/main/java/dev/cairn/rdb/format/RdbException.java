// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import java.io.IOException;

/**
 * An RDB file or payload is not what it should be: truncated, damaged, or of a kind that cannot be read here. Says in
 * which file, at which byte, what stands there, and what was expected.
 */
public final class RdbException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Offset of a complaint that is about the file as a whole. */
    public static final long NO_OFFSET = -1;

    private final String file;
    private final long offset;
    private final String found;
    private final String expected;
    private final boolean damage;

    /**
     * @param damage whether the bytes themselves are wrong, rather than good bytes that this version cannot keep
     */
    public RdbException(String file, long offset, String found, String expected, boolean damage) {
        super(
                file
                        + (offset == NO_OFFSET ? "" : " at byte " + offset)
                        + ": found "
                        + found
                        + ", expected "
                        + expected);
        this.file = file;
        this.offset = offset;
        this.found = found;
        this.expected = expected;
        this.damage = damage;
    }

    /** The same complaint, which also says whose bytes these are. */
    public RdbException of(String whose) {
        return new RdbException(file, offset, found + " in " + whose, expected, damage);
    }

    /** Whether the bytes themselves are wrong, rather than good bytes that this version cannot keep. */
    public boolean isDamage() {
        return damage;
    }

    public String file() {
        return file;
    }

    /** Bytes from the start of the file, or {@link #NO_OFFSET}. */
    public long offset() {
        return offset;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }
}
