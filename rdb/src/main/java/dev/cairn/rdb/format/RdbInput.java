// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the letters of RDB from a stream, through a buffer, and keeps the checksum and number of the bytes consumed.
 * Trusts nothing: a string's buffer grows as its bytes arrive, and whatever is wrong becomes an {@link RdbException} with
 * the place. Belongs to one thread.
 */
public final class RdbInput {
    /** No string is longer: the longest array there is. */
    public static final int MAX_STRING_BYTES = Integer.MAX_VALUE - 16;

    private static final int BUFFER_BYTES = 1 << 16;

    private static final int MAX_NOTICES = 16;

    /** What is believed of a claimed length before its bytes have arrived. */
    private static final int FIRST_ROOM = 1 << 16;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream in;
    private final String name;
    private final byte[] buffer;
    private final RdbString packed = new RdbString();
    private final Set<String> notices = new LinkedHashSet<>();
    private final boolean checksum;
    private int at;
    private int end;
    private int summedTo;
    private long bufferPosition;
    private long crc;

    public RdbInput(InputStream in, String name, boolean checksum) {
        this.in = in;
        this.name = name;
        this.checksum = checksum;
        this.buffer = new byte[BUFFER_BYTES];
    }

    /** Reads a payload that is in memory already; its bytes must not change meanwhile. */
    public RdbInput(byte[] bytes, int offset, int length, String name) {
        this.in = InputStream.nullInputStream();
        this.name = name;
        this.checksum = false;
        this.buffer = bytes;
        this.at = offset;
        this.end = offset + length;
        this.bufferPosition = -offset;
    }

    /** Bytes consumed so far. */
    public long position() {
        return bufferPosition + at;
    }

    /** Checksum of the bytes consumed so far. */
    public long crc() {
        sum();
        return crc;
    }

    /** A complaint about what was just read. */
    public RdbException damaged(String found, String expected) {
        return damaged(position(), found, expected);
    }

    public RdbException damaged(long offset, String found, String expected) {
        return new RdbException(name, offset, found, expected, true);
    }

    /** A refusal of bytes that may be sound, and that cannot be kept here. */
    public RdbException unserved(long offset, String found, String expected) {
        return new RdbException(name, offset, found, expected, false);
    }

    /** Notes that something sound is not kept; once, however often it is met. */
    public void leftOut(String what) {
        if (notices.size() < MAX_NOTICES) {
            notices.add(name + ": " + what);
        }
    }

    /** What is not kept. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** Whether the stream has ended. */
    public boolean atEnd() throws IOException {
        return at == end && !fill();
    }

    /** One byte, 0 to 255. */
    public int readByte() throws IOException {
        if (at == end && !fill()) {
            throw damaged("the end of the file", "another byte");
        }
        return buffer[at++] & 0xff;
    }

    /** Eight bytes, little-endian. */
    public long readLong() throws IOException {
        if (end - at >= Long.BYTES) {
            long value = (long) LONGS.get(buffer, at);
            at += Long.BYTES;
            return value;
        }
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value |= (long) readByte() << (8 * i);
        }
        return value;
    }

    /** Four bytes, little-endian. */
    public int readInt() throws IOException {
        if (end - at >= Integer.BYTES) {
            int value = (int) INTS.get(buffer, at);
            at += Integer.BYTES;
            return value;
        }
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value |= readByte() << (8 * i);
        }
        return value;
    }

    /** A length that must not be negative as a signed number, whatever it counts. */
    public long readLength() throws IOException {
        long start = position();
        int head = readByte();
        if (head >= LengthCoding.SPECIAL) {
            throw damaged(start, "a specially encoded string (" + hex(head) + ")", "a length");
        }
        return lengthAfter(head, start);
    }

    /** Sixty-four bits in the coding of a length, such as a time or the id of a module. */
    public long readUnsigned() throws IOException {
        long start = position();
        int head = readByte();
        if (head >= LengthCoding.SPECIAL) {
            throw damaged(start, "a specially encoded string (" + hex(head) + ")", "a number");
        }
        return bitsAfter(head, start);
    }

    private long lengthAfter(int head, long start) throws IOException {
        long length = bitsAfter(head, start);
        if (length < 0) {
            throw damaged(
                    start, "length " + Long.toUnsignedString(length), "at most " + Long.MAX_VALUE);
        }
        return length;
    }

    private long bitsAfter(int head, long start) throws IOException {
        if (head < 0x40) {
            return head;
        }
        if (head < LengthCoding.FOUR_BYTES) {
            return ((head & 0x3fL) << 8) | readByte();
        }
        if (head == LengthCoding.FOUR_BYTES) {
            return Integer.toUnsignedLong(Integer.reverseBytes(readInt()));
        }
        if (head == LengthCoding.EIGHT_BYTES) {
            return Long.reverseBytes(readLong());
        }
        throw damaged(start, "length prefix " + hex(head), "a prefix of 00 to 81");
    }

    /** A string in whatever encoding, as its plain bytes. */
    public void readString(RdbString into) throws IOException {
        long start = position();
        int head = readByte();
        if (head < LengthCoding.SPECIAL) {
            readBytes(stringLength(lengthAfter(head, start), start), into);
            return;
        }
        int kind = head & 0x3f;
        if (kind == StringCoding.LZF) {
            readCompressed(start, into);
        } else if (kind <= StringCoding.INT32) {
            readInteger(kind, into);
        } else {
            throw damaged(start, "string encoding " + hex(head), "C0 to C3");
        }
    }

    /** So many raw bytes. */
    public void readBytes(int length, RdbString into) throws IOException {
        long start = position();
        into.clear(Math.min(length, FIRST_ROOM));
        int done = 0;
        while (done < length) {
            if (at == end && !fill()) {
                throw damaged(
                        start, "the end of the file after " + done + " bytes", length + " bytes");
            }
            if (into.room() == 0) {
                into.grow(length - done);
            }
            int part = Math.min(Math.min(end - at, into.room()), length - done);
            System.arraycopy(buffer, at, into.array(), done, part);
            at += part;
            done += part;
            into.length(done);
        }
    }

    private void readInteger(int kind, RdbString into) throws IOException {
        int value = (byte) readByte();
        if (kind == StringCoding.INT16) {
            value = (value & 0xff) | ((byte) readByte() << 8);
        } else if (kind == StringCoding.INT32) {
            value = (value & 0xff) | (readByte() << 8) | (readByte() << 16) | (readByte() << 24);
        }
        into.clear(StringCoding.LONGEST_INTEGER);
        into.length(StringCoding.decimal(value, into.array()));
    }

    private void readCompressed(long start, RdbString into) throws IOException {
        int compressedLength = stringLength(readLength(), start);
        int length = stringLength(readLength(), start);
        if (length > Lzf.longestExpansion(compressedLength)) {
            throw damaged(
                    start,
                    compressedLength + " compressed bytes that claim to hold " + length,
                    "at most " + Lzf.longestExpansion(compressedLength));
        }
        readBytes(compressedLength, packed);
        into.clear(length);
        if (!Lzf.decompress(packed.array(), 0, compressedLength, into.array(), length)) {
            throw damaged(start, "damaged LZF", "LZF of " + length + " bytes");
        }
        into.length(length);
    }

    private int stringLength(long length, long start) throws RdbException {
        if (length > MAX_STRING_BYTES) {
            throw damaged(start, "a string of " + length + " bytes", "at most " + MAX_STRING_BYTES);
        }
        return (int) length;
    }

    /** Called when everything in the buffer is consumed. */
    private boolean fill() throws IOException {
        sum();
        int read = in.read(buffer, 0, buffer.length);
        if (read <= 0) {
            return false;
        }
        bufferPosition += at;
        at = 0;
        summedTo = 0;
        end = read;
        return true;
    }

    private void sum() {
        if (checksum) {
            crc = Crc64.update(crc, buffer, summedTo, at - summedTo);
            summedTo = at;
        }
    }

    private static String hex(int b) {
        return String.format("%02X", b);
    }
}
