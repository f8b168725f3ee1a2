// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.persistence;

import dev.cairn.storage.snapshot.ImageSink;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The chunks in which images travel, kept from one snapshot to the next: what a snapshot leaves to the collector, the
 * collector comes for while clients wait. The command thread takes them, the thread that writes a snapshot gives them back.
 */
final class SpareChunks {
    /** As many as a walk fills until it pauses, and those in which before-images and the walk's next ones begin. */
    static final int MOST = (int) (ImageQueue.PAUSE_BYTES / ImageSink.CHUNK_BYTES) + 4;

    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(MOST);

    /** A chunk of at least that many bytes: a new one where none is kept, or where it is to be a long one. */
    byte[] take(int atLeast) {
        byte[] kept = atLeast > ImageSink.CHUNK_BYTES ? null : chunks.poll();
        return kept == null ? new byte[Math.max(ImageSink.CHUNK_BYTES, atLeast)] : kept;
    }

    /** Keeps a chunk for the next one who asks. A long one, or one too many, the collector has. */
    void keep(byte[] chunk) {
        if (chunk.length == ImageSink.CHUNK_BYTES) {
            boolean unused = chunks.offer(chunk); // the pool may be full
        }
    }
}
