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

    /** Writes the frame of a file to another one, syncs it, and reads it back. */
    public static void pack(Path source, Path target, LogDisk disk) throws IOException {
        pack(source, Files.size(source), target, disk);
    }

    /** The same for the first bytes of a file, to which others may be writing more. */
    public static void pack(Path source, long length, Path target, LogDisk disk)
            throws IOException {
        long written;
        try (InputStream in = Files.newInputStream(source)) {
            written = packStream(in, length, target, disk);
        }
        verify(target, written, length);
    }

    private static long packStream(InputStream in, long length, Path target, LogDisk disk)
            throws IOException {
        CRC32C crc = new CRC32C();
        try (FileChannel channel =
                FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            OutputStream frame = packing(Channels.newOutputStream(channel), length);
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
            frame.flush();
            // Closing the frame ends it; the channel is closed with it, so the sync goes over
            // another one.
            frame.close();
        }
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            disk.force(target, channel);
        }
        return crc.getValue();
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
    private static void verify(Path frame, long crcWritten, long length) throws IOException {
        CRC32C crc = new CRC32C();
        long total = 0;
        try (InputStream content = unpacking(frame)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count; (count = content.read(buffer)) >= 0; total += count) {
                crc.update(buffer, 0, count);
            }
        }
        if (crc.getValue() != crcWritten || total != length) {
            throw new IOException(
                    frame + " does not hold what was written to it: its content differs");
        }
    }

    /** The content of a frame. */
    public static InputStream unpacking(Path frame) throws IOException {
        return new LZ4FrameInputStream(
                new BufferedInputStream(Files.newInputStream(frame), BUFFER_BYTES),
                LZ4Factory.fastestInstance().safeDecompressor(),
                XXHashFactory.fastestInstance().hash32());
    }
}
