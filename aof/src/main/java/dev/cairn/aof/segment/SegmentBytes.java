// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a segment, wherever and however they are kept. */
interface SegmentBytes extends Closeable {
    /** Reads some bytes from this place on into the array; -1 when nothing stands there. */
    int read(byte[] target, int offset, int length, long at) throws IOException;

    /** Returns when what was read so far survives a power loss. */
    void force() throws IOException;

    /** The bytes of a segment file, which may be compressed: its name says so. */
    static SegmentBytes of(Path file) throws IOException {
        if (SegmentName.isPacked(file.getFileName().toString())) {
            return new PackedBytes(file);
        }
        return new PlainBytes(FileChannel.open(file, StandardOpenOption.READ));
    }

    /** A file as it stands. */
    record PlainBytes(FileChannel channel) implements SegmentBytes {
        @Override
        public int read(byte[] target, int offset, int length, long at) throws IOException {
            return channel.read(ByteBuffer.wrap(target, offset, length), at);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
