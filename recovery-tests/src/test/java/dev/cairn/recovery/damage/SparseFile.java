// SPDX-License-Identifier: Apache-2.0
package dev.cairn.recovery.damage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file's bytes without the zeros at its end, of which segments have many.
 *
 * @param bytes up to the last that is not zero
 * @param length the file's, zeros included
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them.
public record SparseFile(byte[] bytes, long length) {
    private static final int MOST_BYTES = 16 << 20;

    public static SparseFile of(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(file.length(), MOST_BYTES)];
            file.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            return new SparseFile(Arrays.copyOf(bytes, end), file.length());
        }
    }

    public void write(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0);
            file.write(bytes);
            file.setLength(length);
        }
    }
}
