// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import dev.cairn.storage.memory.ByteSlice;

/**
 * One decoded request: a reusable view of argument slices over the bytes it arrived in.
 *
 * <p>Valid until the next request is decoded into the same object; a command that keeps an argument copies it. The
 * command thread owns it.
 */
public final class Request {
    private static final int FIRST_CAPACITY = 8;
    private static final int PART_WORDS = 2;
    private static final int LINE_END_BYTES = 2;

    private ByteSlice[] arguments = newSlices(FIRST_CAPACITY);
    private int count;
    private byte[] raw = new byte[0];
    private int rawOffset;
    private int rawLength;

    /** How many arguments there are, the command's name included. */
    public int count() {
        return count;
    }

    /** Argument {@code index}; 0 is the command's name. */
    public ByteSlice arg(int index) {
        if (index >= count) {
            throw new IndexOutOfBoundsException("argument " + index + " of " + count);
        }
        return arguments[index];
    }

    /** Whether argument {@code index} is this word, in any case; {@code upperAscii} is in capitals. */
    public boolean is(int index, String upperAscii) {
        return arguments[index].equalsIgnoreCase(upperAscii);
    }

    /** The array that holds the request as RESP: an array of bulk strings. */
    public byte[] rawArray() {
        return raw;
    }

    /** Where the request begins in {@link #rawArray()}. */
    public int rawOffset() {
        return rawOffset;
    }

    /** The request's length as RESP, in bytes. */
    public int rawLength() {
        return rawLength;
    }

    /** Makes this a request of the given arguments, encoded anew; for inline requests and for embedders. */
    public void setArguments(byte[][] values) {
        RespBuilder builder = new RespBuilder();
        builder.array(values.length);
        begin(values.length);
        int[] offsets = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            builder.bulkHeader(values[i].length);
            offsets[i] = builder.length();
            builder.bulkBody(values[i], 0, values[i].length);
        }
        for (int i = 0; i < values.length; i++) {
            arguments[i].set(builder.array(), offsets[i], values[i].length);
        }
        raw(builder.array(), 0, builder.length());
    }

    /** How many numbers {@link #writeParts} writes. */
    public int partsLength() {
        return PART_WORDS * (1 + count);
    }

    /**
     * Writes where everything stands in {@link #rawArray()}: the whole request's offset, the count of its arguments, and
     * for each of them its offset and its length.
     *
     * @param shift is added to each offset: where the request is about to be copied to
     */
    public void writeParts(int[] target, int at, int shift) {
        target[at] = rawOffset + shift;
        target[at + 1] = count;
        for (int i = 0; i < count; i++) {
            target[at + PART_WORDS * (1 + i)] = arguments[i].offset() + shift;
            target[at + PART_WORDS * (1 + i) + 1] = arguments[i].length();
        }
    }

    /** Makes this the request whose parts were written there, and which stands in this array. */
    public void view(byte[] array, int[] parts, int at) {
        int argumentCount = parts[at + 1];
        begin(argumentCount);
        for (int i = 0; i < argumentCount; i++) {
            viewPart(array, parts, at, i, arguments[i]);
        }
        ByteSlice last = arguments[argumentCount - 1];
        raw(array, parts[at], last.offset() + last.length() + LINE_END_BYTES - parts[at]);
    }

    /** Points at one argument of a request whose parts were written; at nothing where it has no such argument. */
    public static void viewPart(byte[] array, int[] parts, int at, int index, ByteSlice argument) {
        boolean there = index < parts[at + 1];
        int part = there ? at + PART_WORDS * (1 + index) : at;
        argument.set(array, parts[part], there ? parts[part + 1] : 0);
    }

    void begin(int argumentCount) {
        if (argumentCount > arguments.length) {
            ByteSlice[] larger = newSlices(Math.max(argumentCount, 2 * arguments.length));
            System.arraycopy(arguments, 0, larger, 0, arguments.length);
            arguments = larger;
        } else if (arguments.length > 4096 && argumentCount <= FIRST_CAPACITY) {
            arguments = newSlices(FIRST_CAPACITY);
        }
        count = argumentCount;
    }

    void set(int index, byte[] array, int offset, int length) {
        arguments[index].set(array, offset, length);
    }

    void raw(byte[] array, int offset, int length) {
        raw = array;
        rawOffset = offset;
        rawLength = length;
    }

    private static ByteSlice[] newSlices(int capacity) {
        ByteSlice[] slices = new ByteSlice[capacity];
        for (int i = 0; i < capacity; i++) {
            slices[i] = new ByteSlice();
        }
        return slices;
    }
}
