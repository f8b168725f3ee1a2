// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A segment that is kept as an LZ4 frame, read from its start to its end: places only rise. Memory is one block of the
 * frame, whatever the file says of its content's length.
 */
final class PackedBytes implements SegmentBytes {
    private final Path file;
    private final InputStream content;
    private long position;

    PackedBytes(Path file) throws IOException {
        this.file = file;
        InputStream packed = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            content = unpacking(packed);
        } catch (IOException | RuntimeException e) {
            packed.close();
            throw broken(e);
        }
    }

    /** What stands in an LZ4 frame. */
    static InputStream unpacking(InputStream packed) throws IOException {
        return new LZ4FrameInputStream(
                packed,
                LZ4Factory.fastestInstance().safeDecompressor(),
                XXHashFactory.fastestInstance().hash32());
    }

    @Override
    public int read(byte[] target, int offset, int length, long at) throws IOException {
        if (at < position) {
            throw new IllegalArgumentException(
                    "byte " + at + " of " + file + " was passed already, at " + position);
        }
        try {
            while (position < at) {
                long skipped = content.skip(at - position);
                if (skipped <= 0) {
                    return -1;
                }
                position += skipped;
            }
            int count = content.read(target, offset, length);
            if (count > 0) {
                position += count;
            }
            return count;
        } catch (IOException | RuntimeException e) {
            throw broken(e);
        }
    }

    private IOException broken(Exception cause) {
        return new IOException(
                file + " is no whole LZ4 frame: " + cause.getMessage() + ", at byte " + position,
                cause);
    }

    /** Whoever packs a segment makes it durable before it gets its name. */
    @Override
    public void force() {}

    @Override
    public void close() throws IOException {
        content.close();
    }
}
