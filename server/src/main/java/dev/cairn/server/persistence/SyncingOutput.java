// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.aof.segment.LogDisk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Writes to a new file and syncs it every so often, so that the disk is not flooded by one sync at the end. What is written is
 * handed to the disk in portions before that: a sync would do it in one piece, and for that time nobody else has the core.
 */
final class SyncingOutput extends OutputStream {
    static final long PORTION_BYTES = 256 << 10;
    static final long SYNC_BYTES = 32 << 20;

    private final Path file;
    private final FileChannel channel;
    private final LogDisk disk;
    private long written;
    private long handedOver;
    private long synced;

    SyncingOutput(Path file, FileChannel channel, LogDisk disk) {
        this.file = file;
        this.channel = channel;
        this.disk = disk;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        written += length;
        while (written - handedOver >= PORTION_BYTES) {
            disk.writeBack(file, handedOver, PORTION_BYTES);
            handedOver += PORTION_BYTES;
        }
        if (written - synced >= SYNC_BYTES) {
            disk.force(file, channel);
            synced = written;
        }
    }
}
