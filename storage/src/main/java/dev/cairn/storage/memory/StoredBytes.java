// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import java.util.Objects;

/**
 * A reusable view of a string in the store: off-heap bytes, or an integer that is kept as a number.
 *
 * <p>An integer shows itself as its decimal text, so that readers need not care which of the two they have. The view is
 * valid until the next change of the keyspace: the bytes beneath it may move then.
 */
public final class StoredBytes {
    private static final int LONGEST_DECIMAL = 20;

    /** The length of an integer whose text nobody has asked for. */
    private static final int NOT_WRITTEN = -1;

    private Memory memory;
    private long address;
    private int length;
    private boolean integer;
    private long value;
    private long parsed;
    private final byte[] text = new byte[LONGEST_DECIMAL];

    /** Points this view at bytes in the region and returns this view. */
    public StoredBytes set(Memory newMemory, long newAddress, int newLength) {
        memory = newMemory;
        address = newAddress;
        length = newLength;
        integer = false;
        return this;
    }

    /** Lets this view show an integer's decimal text and returns this view. */
    public StoredBytes setInteger(long newValue) {
        integer = true;
        value = newValue;
        length = NOT_WRITTEN;
        return this;
    }

    public StoredBytes set(StoredBytes other) {
        return other.integer
                ? setInteger(other.value)
                : set(other.memory, other.address, other.length);
    }

    /** The length of the text, in bytes. */
    public int length() {
        if (length == NOT_WRITTEN) {
            length = DecimalText.write(value, text, 0);
        }
        return length;
    }

    public boolean isInteger() {
        return integer;
    }

    /** The number, where {@link #isInteger()}. */
    public long integer() {
        assert integer : "not kept as an integer";
        return value;
    }

    /** Where the bytes lie, where not {@link #isInteger()}. */
    public long address() {
        assert !integer : "kept as an integer";
        return address;
    }

    /** Copies the whole text. */
    public void copyTo(byte[] target, int offset) {
        copyTo(0, length(), target, offset);
    }

    public void copyTo(int from, int count, byte[] target, int offset) {
        Objects.checkFromIndexSize(from, count, length());
        if (integer) {
            System.arraycopy(text, from, target, offset, count);
        } else {
            memory.copyOut(address + from, target, offset, count);
        }
    }

    public byte at(int index) {
        Objects.checkIndex(index, length());
        return integer ? text[index] : memory.getByte(address + index);
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[length()];
        copyTo(bytes, 0);
        return bytes;
    }

    /** Whether the text is this one. A comparison of unlike views, which is no equality of objects. */
    @SuppressWarnings("NonOverridingEquals")
    public boolean equals(ByteSlice other) {
        if (other.length() != length()) {
            return false;
        }
        if (!integer) {
            return memory.matches(address, other);
        }
        for (int i = 0; i < length; i++) {
            if (text[i] != other.at(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads the text as a 64-bit integer as strictly as Valkey does: canonical decimal only, no plus sign, no leading
     * zero, no space. The result is in {@link #parsedLong()}.
     */
    public boolean parseLong() {
        if (integer) {
            parsed = value;
            return true;
        }
        if (length == 0 || length > LONGEST_DECIMAL) {
            return false;
        }
        memory.copyOut(address, text, 0, length);
        if (!DecimalText.isCanonicalLong(text, 0, length)) {
            return false;
        }
        parsed = DecimalText.parse(text, 0, length);
        return true;
    }

    public long parsedLong() {
        return parsed;
    }

    /** The text as {@link ByteSlice#toString()} shows it. */
    @Override
    public String toString() {
        return length() == 0 ? "" : ByteSlice.of(toBytes()).toString();
    }
}
