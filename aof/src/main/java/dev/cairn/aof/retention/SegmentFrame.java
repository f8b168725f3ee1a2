// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.retention;

import dev.cairn.aof.segment.LogDisk;

import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** A segment file as one LZ4 frame, which the lz4 tool reads: 256 KiB blocks, content size and checksum stated. */
public final class SegmentFrame {
    private static final int BUFFER_BYTES = 1 << 16;

    private SegmentFrame() {}

    /** Writes the frame of a file to another one, reads it back, and syncs it. */
    public static void pack(Path source, Path target, LogDisk disk) throws IOException {
        try (FileChannel frame =
                FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            pack(source, Files.size(source), frame);
            disk.force(target, frame);
        }
    }

    /**
     * Writes the frame of the first bytes of a file, to which others may be writing more, and reads it back. The channel
     * stands at the frame's begin before and after that.
     */
    public static void pack(Path source, long length, FileChannel frame) throws IOException {
        long written;
        try (InputStream in = Files.newInputStream(source)) {
            written = packStream(in, length, frame);
        }
        frame.position(0);
        verify(source, frame, written, length);
        frame.position(0);
    }

    private static long packStream(InputStream in, long length, FileChannel target)
            throws IOException {
        CRC32C crc = new CRC32C();
        try (OutputStream frame = packing(new KeptOpen(target), length)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (long left = length; left > 0; ) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException("the segment ends " + left + " bytes too early");
                }
                crc.update(buffer, 0, count);
                frame.write(buffer, 0, count);
                left -= count;
            }
        }
        return crc.getValue();
    }

    /** Writes to a channel that stays open: closing a frame is what ends it. */
    private static final class KeptOpen extends OutputStream {
        private final OutputStream target;

        KeptOpen(FileChannel channel) {
            target = Channels.newOutputStream(channel);
        }

        @Override
        public void write(int b) throws IOException {
            target.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target.write(bytes, offset, length);
        }
    }

    private static OutputStream packing(OutputStream out, long length) throws IOException {
        return new LZ4FrameOutputStream(
                out,
                BLOCKSIZE.SIZE_256KB,
                length,
                LZ4Factory.fastestInstance().fastCompressor(),
                XXHashFactory.fastestInstance().hash32(),
                FLG.Bits.BLOCK_INDEPENDENCE,
                FLG.Bits.CONTENT_CHECKSUM,
                FLG.Bits.CONTENT_SIZE);
    }

    /** What the segment is removed for has to be there, as it was written. */
    private static void verify(Path source, FileChannel frame, long crcWritten, long length)
            throws IOException {
        CRC32C crc = new CRC32C();
        long total = 0;
        InputStream content = unpacking(Channels.newInputStream(frame));
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count; (count = content.read(buffer)) >= 0; total += count) {
            crc.update(buffer, 0, count);
        }
        if (crc.getValue() != crcWritten || total != length) {
            throw new IOException(
                    "The frame of "
                            + source
                            + " does not hold what was written to it: its content differs");
        }
    }

    /** The content of a frame. */
    public static InputStream unpacking(Path frame) throws IOException {
        return unpacking(Files.newInputStream(frame));
    }

    private static InputStream unpacking(InputStream frame) throws IOException {
        return new LZ4FrameInputStream(
                new BufferedInputStream(frame, BUFFER_BYTES),
                LZ4Factory.fastestInstance().safeDecompressor(),
                XXHashFactory.fastestInstance().hash32());
    }
}
