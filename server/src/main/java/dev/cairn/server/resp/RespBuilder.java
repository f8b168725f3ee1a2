// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.resp;

import java.util.Arrays;

/** Encodes requests: arrays of bulk strings, and numbers, in one growing heap array. The inverse of {@link RespDecoder}. */
public final class RespBuilder {
    private byte[] bytes = new byte[128];
    private int length;

    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    /** Begins an array of {@code count} bulk strings. */
    public RespBuilder array(int count) {
        return header('*', count);
    }

    /** Adds a bulk string. */
    public RespBuilder bulk(byte[] source, int offset, int count) {
        return bulkHeader(count).bulkBody(source, offset, count);
    }

    /** Adds a number. */
    public RespBuilder integer(long value) {
        return header(':', value);
    }

    /** Adds bytes that are RESP already. */
    public RespBuilder raw(byte[] source, int offset, int count) {
        ensure(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        return this;
    }

    RespBuilder bulkHeader(int count) {
        return header('$', count);
    }

    RespBuilder bulkBody(byte[] source, int offset, int count) {
        ensure(count + 2);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return this;
    }

    private RespBuilder header(char type, long count) {
        ensure(AsciiNumbers.MAX_LENGTH + 3);
        bytes[length++] = (byte) type;
        length += AsciiNumbers.write(count, bytes, length);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return this;
    }

    private void ensure(int count) {
        if (bytes.length - length < count) {
            bytes =
                    Arrays.copyOf(
                            bytes,
                            Math.max(
                                    Math.addExact(length, count),
                                    (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }
}
