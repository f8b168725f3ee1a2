// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A reusable view of bytes on the Java heap: an argument in a receive buffer, a key, a value.
 *
 * <p>The view owns nothing: whoever sets it again, or writes to the array, changes what everybody else sees through
 * it. It is one final class without an interface, so that every access is a plain array access.
 */
public final class ByteSlice {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] EMPTY = new byte[0];

    private byte[] array = EMPTY;
    private int offset;
    private int length;
    private long knownHash;
    private int knownPlace;

    /** A slice of ISO-8859-1 text, for tests and cold paths. */
    public static ByteSlice of(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A slice over the whole array, which is not copied. */
    public static ByteSlice of(byte[] bytes) {
        return new ByteSlice().set(bytes, 0, bytes.length);
    }

    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** Points this view at another part of an array and returns this view. */
    public ByteSlice set(byte[] newArray, int newOffset, int newLength) {
        Objects.checkFromIndexSize(newOffset, newLength, newArray.length);
        array = newArray;
        offset = newOffset;
        length = newLength;
        knownHash = 0;
        knownPlace = 0;
        return this;
    }

    public ByteSlice set(ByteSlice other) {
        array = other.array;
        offset = other.offset;
        length = other.length;
        knownHash = other.knownHash;
        knownPlace = other.knownPlace;
        return this;
    }

    /**
     * Notes the keyspace's hash of these bytes, which then stay as they are until this view is set again; so a key that
     * was looked up ahead is not hashed a second time.
     */
    public void knownHash(long hash) {
        knownHash = hash;
    }

    /** What was noted, or 0. */
    public long knownHash() {
        return knownHash;
    }

    /** Notes the place of these bytes among keys that were looked up together, on from 1, as {@link #knownHash} does the hash. */
    public void knownPlace(int place) {
        knownPlace = place;
    }

    /** What was noted, or 0. */
    public int knownPlace() {
        return knownPlace;
    }

    public byte at(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /** The eight bytes from this index, the first one lowest; all eight must lie in the slice. */
    public long longAt(int index) {
        Objects.checkFromIndexSize(index, Long.BYTES, length);
        return (long) LONG.get(array, offset + index);
    }

    /** Whether this is the given upper-case ASCII word in any mixture of cases. */
    public boolean equalsIgnoreCase(String upperAscii) {
        if (upperAscii.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int b = array[offset + i];
            if (b >= 'a' && b <= 'z') {
                b -= 'a' - 'A';
            }
            if (b != upperAscii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSlice slice
                && length == slice.length
                && Arrays.equals(
                        array,
                        offset,
                        offset + length,
                        slice.array,
                        slice.offset,
                        slice.offset + length);
    }

    /** A hash of the bytes for Java collections in tests and cold paths; the keyspace hashes with a secret. */
    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + array[offset + i];
        }
        return hash;
    }

    public byte[] toBytes() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The bytes as text, each one a character: what a reply or a log writes back as the same bytes. */
    public String toLatin1() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** The bytes as text, unprintable ones as {@code \xhh}: for messages and tests. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int b = array[offset + i] & 0xff;
            if (b == '\\') {
                text.append("\\\\");
            } else if (b >= ' ' && b < 0x7f) {
                text.append((char) b);
            } else {
                text.append("\\x")
                        .append(Character.forDigit(b >> 4, 16))
                        .append(Character.forDigit(b & 15, 16));
            }
        }
        return text.toString();
    }
}
