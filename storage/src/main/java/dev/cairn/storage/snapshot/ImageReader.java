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
 * between them. Lists with encoding {@code QUICKLIST} and streams come in listpacks ({@link #element1()}), each with the 16
 * bytes of its leaf's key, big-endian; {@link #elementCount()} counts the listpacks. Hashes with encoding {@code HASHTABLE} come in elements (field, value, the field's expiry). So do
 * strings of more than {@value #LONGEST_WHOLE_STRING} bytes: {@link #elementCount()} is then the length of the string
 * in bytes, and each element's {@link #element1()} is its next piece.
 *
 * <p>Keys come in no particular order, and databases change between any two keys.
 */
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

    private static final Kind[] KINDS = {Kind.WHOLE, Kind.BEGIN, Kind.ELEMENT, Kind.END};

    private byte[] chunk;
    private int end;
    private int at;
    private int next;
    private Kind kind;

    private final ByteSlice key = new ByteSlice();
    private final ByteSlice payload = new ByteSlice();
    private final ByteSlice element1 = new ByteSlice();
    private final ByteSlice element2 = new ByteSlice();

    /** Starts at the first record of a chunk. */
    public ImageReader set(byte[] newChunk, int length) {
        chunk = newChunk;
        end = length;
        next = 0;
        return this;
    }

    /** Goes to the next record; false at the end of the chunk. */
    public boolean next() {
        if (next == end) {
            return false;
        }
        at = next;
        next += ImageLayout.getInt(chunk, at);
        int code = chunk[at + ImageLayout.KIND];
        kind = KINDS[code];
        // Nearly all are elements.
        if (code == ImageLayout.ELEMENT_KIND) {
            int firstLength = ImageLayout.getInt(chunk, at + ImageLayout.FIRST_LENGTH);
            int behind = at + ImageLayout.FIRST + firstLength;
            element1.set(chunk, at + ImageLayout.FIRST, firstLength);
            element2.set(chunk, behind, next - behind);
        } else if (code != ImageLayout.END_KIND) {
            int keyLength = ImageLayout.getInt(chunk, at + ImageLayout.KEY_LENGTH);
            int behind = at + ImageLayout.KEY + keyLength;
            key.set(chunk, at + ImageLayout.KEY, keyLength);
            payload.set(chunk, behind, next - behind);
        }
        return true;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isWhole() {
        return kind() == Kind.WHOLE;
    }

    // WHOLE and BEGIN

    public int database() {
        return ImageLayout.getInt(chunk, at + ImageLayout.DATABASE);
    }

    public ValueType type() {
        return ValueType.ofCode(chunk[at + ImageLayout.TYPE] & 15);
    }

    public Encoding encoding() {
        return Encoding.ofCode((chunk[at + ImageLayout.TYPE] & 0xff) >>> 4);
    }

    public ByteSlice key() {
        return key;
    }

    /** When the key expires, or -1 if it does not. */
    public long expireAtMillis() {
        return ImageLayout.getLong(chunk, at + ImageLayout.EXPIRES);
    }

    /** Seconds since the last access; meaningful under an LRU policy. */
    public int lruIdleSeconds() {
        return ImageLayout.getInt(chunk, at + ImageLayout.IDLE);
    }

    /** The access counter, 0 to 255; meaningful under an LFU policy. */
    public int lfuFrequency() {
        return chunk[at + ImageLayout.FREQUENCY] & 0xff;
    }

    // WHOLE

    /** Whether the value is a string that is kept as a number. */
    public boolean isInteger() {
        return (chunk[at + ImageLayout.FLAGS] & ImageLayout.INTEGER) != 0;
    }

    public long integer() {
        return ImageLayout.getLong(chunk, at + ImageLayout.NUMBER);
    }

    /** The string's bytes (where not {@link #isInteger()}), or the listpack's or intset's blob. */
    public ByteSlice payload() {
        return payload;
    }

    // BEGIN

    /** How many elements or listpacks follow; for a string in pieces, how many bytes. */
    public long elementCount() {
        return ImageLayout.getLong(chunk, at + ImageLayout.NUMBER);
    }

    /** Whether any of the elements expires: the file says so before the first of them. */
    public boolean elementsExpire() {
        return (chunk[at + ImageLayout.FLAGS] & ImageLayout.ELEMENTS_EXPIRE) != 0;
    }

    // ELEMENT

    /** A field, a member, a listpack, or a piece of a string. */
    public ByteSlice element1() {
        return element1;
    }

    /** A field's value, or the key of a listpack. */
    public ByteSlice element2() {
        return element2;
    }

    /** For a stream: which part of it this is, of {@link dev.cairn.storage.type.stream.StreamPart}. */
    public int part() {
        return chunk[at + ImageLayout.PART];
    }

    /** The number that goes with a part of a stream. */
    public long partNumber() {
        return elementExpireAtMillis();
    }

    /** When the field expires, or -1 if it does not. */
    public long elementExpireAtMillis() {
        return ImageLayout.getLong(chunk, at + ImageLayout.ELEMENT_EXPIRES);
    }
}
