// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.format.RdbInput;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Collects a payload. Kept for the next one, unless it has become big. */
final class PayloadBuffer extends OutputStream {
    private static final int KEPT_BYTES = 1 << 18;

    private byte[] bytes = new byte[1 << 12];
    private int length;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (count > bytes.length - length) {
            grow((long) length + count);
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    private void grow(long needed) throws IOException {
        if (needed > RdbInput.MAX_STRING_BYTES) {
            throw new IOException(
                    "the payload takes more than " + RdbInput.MAX_STRING_BYTES + " bytes");
        }
        long roomy = Math.max(needed, 2L * bytes.length);
        bytes = Arrays.copyOf(bytes, (int) Math.min(roomy, RdbInput.MAX_STRING_BYTES));
    }

    void clear() {
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[1 << 12];
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
