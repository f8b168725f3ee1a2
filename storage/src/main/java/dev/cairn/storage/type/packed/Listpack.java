// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.type.packed;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;

/**
 * Reads and changes a listpack in place in off-heap memory. Elements are named by their addresses, which
 * hold until the next change before them. Whoever makes a listpack longer has seen to the room first.
 *
 * <p>The bytes are our own, or have passed {@link PackedCheck}: they are not checked again here.
 */
public final class Listpack {
    /** A listpack beyond this is not let grow, as in Valkey (LISTPACK_MAX_SAFETY_LIMIT). */
    public static final long SAFE_BYTES = 1L << 30;

    private Listpack() {}

    /** Writes a listpack without elements. */
    public static void create(Memory memory, long address) {
        memory.putInt(address, ListpackLayout.EMPTY_BYTES);
        memory.putShort(address + ListpackLayout.COUNT_OFFSET, (short) 0);
        memory.putByte(address + ListpackLayout.HEADER_BYTES, (byte) ListpackLayout.END_MARK);
    }

    /** The length of the whole listpack. */
    public static int bytes(Memory memory, long address) {
        return memory.getInt(address);
    }

    /** The number of elements; counted where the header cannot hold it. */
    public static int count(Memory memory, long address) {
        int stated = memory.getShort(address + ListpackLayout.COUNT_OFFSET) & 0xFFFF;
        if (stated != ListpackLayout.COUNT_UNKNOWN) {
            return stated;
        }
        int counted = 0;
        long end = end(memory, address);
        for (long element = first(address); element < end; element = next(memory, element)) {
            counted++;
        }
        return counted;
    }

    /** The address of the first element, or of the end mark. */
    public static long first(long address) {
        return address + ListpackLayout.HEADER_BYTES;
    }

    /** The address of the end mark: where an element is appended. */
    public static long end(Memory memory, long address) {
        return address + bytes(memory, address) - 1;
    }

    /** The address behind an element. */
    public static long next(Memory memory, long element) {
        int body = bodyBytes(memory, element);
        return element + body + ListpackLayout.backLengthBytes(body);
    }

    /** The address of the element before this one, which must not be the first; the end mark stands behind the last. */
    public static long previous(Memory memory, long element) {
        long at = element - 1;
        int body = memory.getByte(at) & 0x7F;
        int shift = 0;
        while ((memory.getByte(at) & 0x80) != 0) {
            at--;
            shift += 7;
            body |= (memory.getByte(at) & 0x7F) << shift;
        }
        return at - body;
    }

    /** The number of an element that is one. */
    public static long integer(Memory memory, long element) {
        int head = memory.getByte(element) & 0xFF;
        assert !isString(head) : "a string where a number must stand";
        return integer(memory, element, head);
    }

    /** The address of the element with this index, which must exist. */
    public static long at(Memory memory, long address, int index) {
        long element = first(address);
        for (int i = 0; i < index; i++) {
            element = next(memory, element);
        }
        return element;
    }

    /**
     * Finds the first element with this text among every {@code stride}-th one.
     *
     * @return its address, or 0 where there is none
     */
    public static long find(Memory memory, long address, PackedElement wanted, int stride) {
        long end = end(memory, address);
        long element = first(address);
        while (element < end) {
            if (equals(memory, element, wanted)) {
                return element;
            }
            for (int i = 0; i < stride; i++) {
                element = next(memory, element);
            }
        }
        return 0;
    }

    /** Lets the view show an element. */
    public static StoredBytes read(Memory memory, long element, StoredBytes into) {
        int head = memory.getByte(element) & 0xFF;
        if (isString(head)) {
            int headBytes = stringHeadBytes(head);
            return into.set(memory, element + headBytes, stringLength(memory, element, head));
        }
        return into.setInteger(integer(memory, element, head));
    }

    /**
     * Opens or closes a gap: what lies behind {@code removed} bytes from {@code at} on moves so that
     * {@code inserted} bytes fit between. The caller writes the new elements into the gap.
     *
     * @param countChange how many elements more or fewer there are afterwards
     */
    public static void splice(
            Memory memory, long address, long at, int removed, int inserted, int countChange) {
        int oldBytes = bytes(memory, address);
        int newBytes = Math.addExact(oldBytes, inserted - removed);
        if (removed != inserted) {
            long tail = at + removed;
            memory.move(tail, at + inserted, address + oldBytes - tail);
        }
        memory.putInt(address, newBytes);
        int stated = memory.getShort(address + ListpackLayout.COUNT_OFFSET) & 0xFFFF;
        if (stated != ListpackLayout.COUNT_UNKNOWN) {
            int count = Math.min(stated + countChange, ListpackLayout.COUNT_UNKNOWN);
            memory.putShort(address + ListpackLayout.COUNT_OFFSET, (short) count);
        }
    }

    /** Ends the listpack behind elements that were written where its end mark stood. */
    public static void extend(Memory memory, long address, long newEnd, int countChange) {
        memory.putByte(newEnd, (byte) ListpackLayout.END_MARK);
        int stated = memory.getShort(address + ListpackLayout.COUNT_OFFSET) & 0xFFFF;
        if (stated != ListpackLayout.COUNT_UNKNOWN) {
            long count = Math.min((long) stated + countChange, ListpackLayout.COUNT_UNKNOWN);
            memory.putShort(address + ListpackLayout.COUNT_OFFSET, (short) count);
        }
        memory.putInt(address, (int) (newEnd + 1 - address));
    }

    /** Whether an element has this text. */
    public static boolean equals(Memory memory, long element, PackedElement wanted) {
        int head = memory.getByte(element) & 0xFF;
        if (isString(head)) {
            ByteSlice text = wanted.text();
            return stringLength(memory, element, head) == text.length()
                    && memory.matches(element + stringHeadBytes(head), text);
        }
        return wanted.isInteger() && integer(memory, element, head) == wanted.integer();
    }

    private static boolean isString(int head) {
        return (head & 0xC0) == ListpackLayout.STRING_6_BIT
                || (head & 0xF0) == ListpackLayout.STRING_12_BIT
                || head == ListpackLayout.STRING_32_BIT;
    }

    private static int stringHeadBytes(int head) {
        if (head < ListpackLayout.INTEGER_13_BIT) {
            return 1;
        }
        return head < ListpackLayout.STRING_32_BIT ? 2 : 5;
    }

    private static int stringLength(Memory memory, long element, int head) {
        if (head < ListpackLayout.INTEGER_13_BIT) {
            return head & 0x3F;
        }
        if (head < ListpackLayout.STRING_32_BIT) {
            return ((head & 0x0F) << 8) | (memory.getByte(element + 1) & 0xFF);
        }
        return memory.getInt(element + 1);
    }

    private static long integer(Memory memory, long element, int head) {
        if (head < ListpackLayout.STRING_6_BIT) {
            return head;
        }
        if (head < ListpackLayout.STRING_12_BIT) {
            // The top of the 13 bits is the sign: shifted to an int's top and back.
            int high = (head & 0x1F) << 27 >> 19;
            return high | (memory.getByte(element + 1) & 0xFF);
        }
        return switch (head) {
            case ListpackLayout.INTEGER_16_BIT -> memory.getShort(element + 1);
            case ListpackLayout.INTEGER_24_BIT -> memory.getInt(element) >> 8;
            case ListpackLayout.INTEGER_32_BIT -> memory.getInt(element + 1);
            default -> memory.getLong(element + 1);
        };
    }

    /** The length of head and data. */
    private static int bodyBytes(Memory memory, long element) {
        int head = memory.getByte(element) & 0xFF;
        if (head < ListpackLayout.STRING_6_BIT) {
            return 1;
        }
        if (head < ListpackLayout.INTEGER_13_BIT) {
            return 1 + (head & 0x3F);
        }
        if (head < ListpackLayout.STRING_12_BIT) {
            return 2;
        }
        if (isString(head)) {
            return stringHeadBytes(head) + stringLength(memory, element, head);
        }
        return switch (head) {
            case ListpackLayout.INTEGER_16_BIT -> 3;
            case ListpackLayout.INTEGER_24_BIT -> 4;
            case ListpackLayout.INTEGER_32_BIT -> 5;
            case ListpackLayout.INTEGER_64_BIT -> 9;
            default -> throw new AssertionError("no listpack element starts with byte " + head);
        };
    }
}
