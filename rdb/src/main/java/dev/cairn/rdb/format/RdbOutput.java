// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes the letters of RDB to a stream, through a buffer, and keeps their checksum and number. Strings become integers
 * or LZF where that is shorter. Belongs to one thread.
 */
public final class RdbOutput {
    private static final int BUFFER_BYTES = 1 << 16;

    /** No longer ones are copied by a loop. */
    private static final int SHORT_STRING = 63;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final OutputStream out;
    private final boolean compression;
    private final boolean checksum;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Lzf lzf;
    private byte[] compressed = new byte[0];
    private int used;
    private long drained;
    private long crc;

    public RdbOutput(OutputStream out, boolean compression, boolean checksum) {
        this.out = out;
        this.compression = compression;
        this.checksum = checksum;
        this.lzf = compression ? new Lzf() : null;
    }

    /** Begins anew: nothing written, nothing summed. The stream is the caller's to clear. */
    public void restart() {
        used = 0;
        drained = 0;
        crc = 0;
    }

    /** Bytes written so far. */
    public long position() {
        return drained + used;
    }

    /** Checksum of the bytes written so far; 0 when none is kept. */
    public long crc() throws IOException {
        drain();
        return crc;
    }

    public void writeByte(int value) throws IOException {
        reserve(1);
        buffer[used++] = (byte) value;
    }

    public void writeLength(long length) throws IOException {
        reserve(LengthCoding.MAX_BYTES);
        used += LengthCoding.write(buffer, used, length);
    }

    /** Eight bytes, little-endian. */
    public void writeLong(long value) throws IOException {
        reserve(Long.BYTES);
        LONGS.set(buffer, used, value);
        used += Long.BYTES;
    }

    /** Two bytes, little-endian. */
    public void writeShort(int value) throws IOException {
        writeByte(value);
        writeByte(value >>> 8);
    }

    /** Bytes as they are. */
    public void writeRaw(byte[] bytes, int offset, int length) throws IOException {
        if (length <= buffer.length - used) {
            System.arraycopy(bytes, offset, buffer, used, length);
            used += length;
            return;
        }
        drain();
        if (length < buffer.length) {
            System.arraycopy(bytes, offset, buffer, 0, length);
            used = length;
        } else {
            pass(bytes, offset, length);
        }
    }

    /** The decimal text of an integer, as a string. */
    public void writeIntegerString(long value) throws IOException {
        if (value == (int) value) {
            reserve(1 + Integer.BYTES);
            used += StringCoding.writeInteger(buffer, used, (int) value);
        } else {
            writeAsciiString(Long.toString(value));
        }
    }

    public void writeAsciiString(String text) throws IOException {
        int length = text.length();
        writeLength(length);
        for (int i = 0; i < length; i++) {
            writeByte(text.charAt(i));
        }
    }

    public void writeString(byte[] bytes, int offset, int length) throws IOException {
        if (length <= StringCoding.LONGEST_INTEGER) {
            long integer = StringCoding.smallInteger(bytes, offset, length);
            if (integer != StringCoding.NO_INTEGER) {
                reserve(1 + Integer.BYTES);
                used += StringCoding.writeInteger(buffer, used, (int) integer);
                return;
            }
        }
        if (compression
                && length >= StringCoding.SHORTEST_COMPRESSED
                && writeCompressed(bytes, offset, length)) {
            return;
        }
        if (length <= SHORT_STRING) {
            writeShort(bytes, offset, length);
            return;
        }
        writeLength(length);
        writeRaw(bytes, offset, length);
    }

    /** Writes a string whose length takes one byte, by a loop, which beats a call for so few bytes. */
    private void writeShort(byte[] bytes, int offset, int length) throws IOException {
        reserve(1 + SHORT_STRING);
        buffer[used++] = (byte) length;
        int last = length - Long.BYTES;
        if (last < 0) {
            for (int i = 0; i < length; i++) {
                buffer[used + i] = bytes[offset + i];
            }
        } else {
            // The last eight bytes overlap those before.
            for (int i = 0; i < last; i += Long.BYTES) {
                LONGS.set(buffer, used + i, (long) LONGS.get(bytes, offset + i));
            }
            LONGS.set(buffer, used + last, (long) LONGS.get(bytes, offset + last));
        }
        used += length;
    }

    private boolean writeCompressed(byte[] bytes, int offset, int length) throws IOException {
        int limit = length - StringCoding.LEAST_SAVING;
        if (compressed.length < limit) {
            compressed = new byte[Math.max(limit, 1 << 12)];
        }
        int shorter = lzf.compress(bytes, offset, length, compressed, limit);
        if (shorter == 0) {
            return false;
        }
        writeByte(LengthCoding.SPECIAL | StringCoding.LZF);
        writeLength(shorter);
        writeLength(length);
        writeRaw(compressed, 0, shorter);
        return true;
    }

    /** Hands everything to the stream and flushes it. */
    public void flush() throws IOException {
        drain();
        out.flush();
    }

    private void reserve(int bytes) throws IOException {
        if (bytes > buffer.length - used) {
            drain();
        }
    }

    private void drain() throws IOException {
        pass(buffer, 0, used);
        used = 0;
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        if (checksum) {
            crc = Crc64.update(crc, bytes, offset, length);
        }
        out.write(bytes, offset, length);
        drained += length;
    }
}
