// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.DecimalText;
import dev.cairn.storage.memory.Memory;

/**
 * One element on its way into a listpack, or being looked for in one. A text that is the decimal form of a
 * 64-bit integer becomes that integer, in the shortest encoding that holds it, as Valkey chooses it.
 */
public final class PackedElement {
    private final ByteSlice text = new ByteSlice();
    private boolean integer;
    private long value;
    private long bodyBytes;

    /** Takes a text, which must not change until the element has been used. */
    public PackedElement set(ByteSlice newText) {
        text.set(newText);
        integer = DecimalText.isCanonicalLong(text.array(), text.offset(), text.length());
        if (integer) {
            value = DecimalText.parse(text.array(), text.offset(), text.length());
            bodyBytes = ListpackLayout.integerBytes(value);
        } else {
            bodyBytes = ListpackLayout.stringBytes(text.length());
        }
        return this;
    }

    /** Takes a number. */
    public PackedElement set(long number) {
        integer = true;
        value = number;
        bodyBytes = ListpackLayout.integerBytes(number);
        return this;
    }

    /** How many bytes the element takes, its back length included. */
    public long bytes() {
        return bodyBytes + ListpackLayout.backLengthBytes(bodyBytes);
    }

    /** The text as it was given; not for what was given as a number. */
    public ByteSlice text() {
        return text;
    }

    boolean isInteger() {
        return integer;
    }

    long integer() {
        return value;
    }

    /** Writes the whole element and returns the address behind it. */
    public long write(Memory memory, long address) {
        if (integer) {
            writeInteger(memory, address);
        } else {
            writeString(memory, address);
        }
        return writeBackLength(memory, address + bodyBytes);
    }

    private void writeInteger(Memory memory, long address) {
        switch ((int) bodyBytes) {
            case 1 -> memory.putByte(address, (byte) value);
            case 2 -> {
                memory.putByte(
                        address, (byte) (ListpackLayout.INTEGER_13_BIT | ((value >> 8) & 0x1F)));
                memory.putByte(address + 1, (byte) value);
            }
            case 3 -> {
                memory.putByte(address, (byte) ListpackLayout.INTEGER_16_BIT);
                memory.putShort(address + 1, (short) value);
            }
            // The low byte of the four is the head, the number fills the other three.
            case 4 -> memory.putInt(address, ((int) value << 8) | ListpackLayout.INTEGER_24_BIT);
            case 5 -> {
                memory.putByte(address, (byte) ListpackLayout.INTEGER_32_BIT);
                memory.putInt(address + 1, (int) value);
            }
            default -> {
                memory.putByte(address, (byte) ListpackLayout.INTEGER_64_BIT);
                memory.putLong(address + 1, value);
            }
        }
    }

    private void writeString(Memory memory, long address) {
        int length = text.length();
        int headBytes = ListpackLayout.stringHeadBytes(length);
        switch (headBytes) {
            case 1 -> memory.putByte(address, (byte) (ListpackLayout.STRING_6_BIT | length));
            case 2 -> {
                memory.putByte(address, (byte) (ListpackLayout.STRING_12_BIT | (length >> 8)));
                memory.putByte(address + 1, (byte) length);
            }
            default -> {
                memory.putByte(address, (byte) ListpackLayout.STRING_32_BIT);
                memory.putInt(address + 1, length);
            }
        }
        memory.copyIn(text, address + headBytes);
    }

    private long writeBackLength(Memory memory, long address) {
        int count = ListpackLayout.backLengthBytes(bodyBytes);
        for (int i = 0; i < count; i++) {
            long group = (bodyBytes >> (7 * (count - 1 - i))) & 0x7F;
            memory.putByte(address + i, (byte) (i == 0 ? group : group | 0x80));
        }
        return address + count;
    }
}
