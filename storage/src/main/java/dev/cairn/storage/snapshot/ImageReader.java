// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.snapshot;

import dev.cairn.storage.entry.Encoding;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

/**
 * Reads the records of one chunk, on any thread: a cursor, reused from chunk to chunk.
 *
 * <p>A key is either one {@link Kind#WHOLE} record, or a {@link Kind#BEGIN}, {@link #elementCount()} records of {@link
 * Kind#ELEMENT}, and an {@link Kind#END}. The latter may stretch over several chunks; no record of another key stands
 * between them. Hashes with encoding {@code HASHTABLE} come in elements (field, value, the field's expiry). So do
 * strings of more than {@value #LONGEST_WHOLE_STRING} bytes: {@link #elementCount()} is then the length of the string
 * in bytes, and each element's {@link #element1()} is its next piece.
 *
 * <p>Keys come in no particular order, and databases change between any two keys.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class ImageReader {
    /** Strings up to this many bytes come whole. */
    public static final int LONGEST_WHOLE_STRING = 1 << 20;

    /** What a record is. */
    public enum Kind {
        WHOLE,
        BEGIN,
        ELEMENT,
        END
    }

    private final ByteSlice key = new ByteSlice();
    private final ByteSlice payload = new ByteSlice();
    private final ByteSlice element1 = new ByteSlice();
    private final ByteSlice element2 = new ByteSlice();

    /** Starts at the first record of a chunk. */
    public ImageReader set(byte[] chunk, int length) {
        throw new AssertionError("not landed");
    }

    /** Goes to the next record; false at the end of the chunk. */
    public boolean next() {
        throw new AssertionError("not landed");
    }

    public Kind kind() {
        throw new AssertionError("not landed");
    }

    public boolean isWhole() {
        return kind() == Kind.WHOLE;
    }

    // WHOLE and BEGIN

    public int database() {
        throw new AssertionError("not landed");
    }

    public ValueType type() {
        throw new AssertionError("not landed");
    }

    public Encoding encoding() {
        throw new AssertionError("not landed");
    }

    public ByteSlice key() {
        return key;
    }

    /** When the key expires, or -1 if it does not. */
    public long expireAtMillis() {
        throw new AssertionError("not landed");
    }

    /** Seconds since the last access; meaningful under an LRU policy. */
    public int lruIdleSeconds() {
        throw new AssertionError("not landed");
    }

    /** The access counter, 0 to 255; meaningful under an LFU policy. */
    public int lfuFrequency() {
        throw new AssertionError("not landed");
    }

    // WHOLE

    /** Whether the value is a string that is kept as a number. */
    public boolean isInteger() {
        throw new AssertionError("not landed");
    }

    public long integer() {
        throw new AssertionError("not landed");
    }

    /** The string's bytes (where not {@link #isInteger()}), or the listpack's or intset's blob. */
    public ByteSlice payload() {
        return payload;
    }

    // BEGIN

    /** How many elements follow; for a string in pieces, how many bytes. */
    public long elementCount() {
        throw new AssertionError("not landed");
    }

    /** Whether any of the elements expires: the file says so before the first of them. */
    public boolean elementsExpire() {
        throw new AssertionError("not landed");
    }

    // ELEMENT

    /** A field, a member, or a piece of a string. */
    public ByteSlice element1() {
        return element1;
    }

    /** A field's value. */
    public ByteSlice element2() {
        return element2;
    }

    /** When the field expires, or -1 if it does not. */
    public long elementExpireAtMillis() {
        throw new AssertionError("not landed");
    }
}
