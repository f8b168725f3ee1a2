// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes to a file and syncs it every so often, so that the disk is not flooded by one sync at the end. */
final class SyncingOutput extends OutputStream {
    private static final long SYNC_BYTES = 32 << 20;

    private final FileChannel channel;
    private long unsynced;

    SyncingOutput(FileChannel channel) {
        this.channel = channel;
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
        unsynced += length;
        if (unsynced >= SYNC_BYTES) {
            unsynced = 0;
            channel.force(false);
        }
    }
}
