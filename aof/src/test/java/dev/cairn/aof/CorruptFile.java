// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof;

import dev.cairn.aof.segment.SegmentReader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Damages files the way disks do. */
final class CorruptFile {
    private CorruptFile() {}

    /** Where the record of this position begins in a segment file, its length word included. */
    static long offsetOf(Path file, long position) throws IOException, LogException {
        try (SegmentReader reader = SegmentReader.open(file)) {
            while (reader.next()) {
                if (reader.position() == position && reader.rawLength() > 0) {
                    return reader.offset();
                }
            }
            throw new AssertionError(file + " has no record at position " + position);
        }
    }

    /** As if the record had never reached the disk. */
    static void zeroRecordAt(Path file, long position) throws IOException, LogException {
        write(file, offsetOf(file, position), new byte[64]);
    }

    static void write(Path file, long offset, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        }
    }

    static void flipBit(Path file, long offset, int bit) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 1 << bit)).rewind();
            channel.write(one, offset);
        }
    }
}
