// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.batch.BatchEncoder;
import dev.cairn.aof.batch.BatchLayout;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Appends batches to one segment: reserves the space, encodes, hands over to the queue. It belongs to the thread
 * that owns the queue.
 */
public final class SegmentAppender {
    static final int PAGE_BYTES = 4096;
    private static final int ALIGNMENT = 4;

    private final Path file;
    private final CycleQueue queue;
    private final LogDisk disk;
    private final BatchEncoder encoder;
    private final int reserveStepBytes;
    private final long mark;

    private long end;
    private long reservedUntil;

    /** How much of the batch at hand is appended already; more than 0 only after a failed reservation. */
    private int batchDone;

    SegmentAppender(
            Path file,
            CycleQueue queue,
            LogDisk disk,
            BatchEncoder encoder,
            int reserveStepBytes,
            long mark,
            long end,
            long reservedUntil) {
        this.file = file;
        this.queue = queue;
        this.disk = disk;
        this.encoder = encoder;
        this.reserveStepBytes = reserveStepBytes;
        this.mark = mark;
        this.end = end;
        this.reservedUntil = reservedUntil;
    }

    /**
     * Appends a batch, in parts when it is long. After a {@link ReservationException} the same call goes on where
     * it stopped; after any other exception the segment is broken.
     */
    public void append(
            byte[] payload,
            int offset,
            int length,
            long position,
            long wallTimeMillis,
            int commandCount,
            long durablePosition)
            throws IOException {
        do {
            int part = Math.min(length - batchDone, BatchLayout.MAX_PART_BYTES);
            reserve(BatchLayout.HEADER_BYTES + part);
            encoder.encode(
                    mark,
                    payload,
                    offset + batchDone,
                    part,
                    batchDone + part < length,
                    position + batchDone,
                    wallTimeMillis,
                    commandCount,
                    durablePosition);
            appendEncoded();
            batchDone += part;
        } while (batchDone < length);
        batchDone = 0;
    }

    /** Appends a document of the same segment as it stands. */
    void copy(byte[] bytes, int offset, int length) throws IOException {
        reserve(length);
        end = align(queue.append(end, bytes, 0, bytes, offset, length));
    }

    void appendOpening(byte[] payload) throws IOException {
        reserve(BatchLayout.HEADER_BYTES + payload.length);
        encoder.encodeOpening(mark, payload);
        appendEncoded();
    }

    private void appendEncoded() throws IOException {
        end =
                align(
                        queue.append(
                                end,
                                encoder.header(),
                                BatchLayout.HEADER_BYTES,
                                encoder.body(),
                                encoder.bodyOffset(),
                                encoder.bodyLength()));
    }

    /**
     * Makes sure that a document of this length, and what the queue puts around it, falls on reserved pages. What is reserved
     * ahead of need is no more than half of what the disk has left: a snapshot, which lets the log shrink, needs room too.
     */
    private void reserve(int length) throws IOException {
        long needed = end + length + 2L * CycleQueue.MAX_INDEX_BYTES;
        if (needed <= reservedUntil) {
            return;
        }
        long steps = Math.ceilDiv(needed - reservedUntil, reserveStepBytes);
        long ahead = steps * reserveStepBytes;
        try {
            boolean ample = disk.usableBytes(file) / 2 >= ahead;
            reserveUntil(ample ? reservedUntil + ahead : pageAfter(needed));
        } catch (IOException e) {
            throw new ReservationException(e);
        }
    }

    private void reserveUntil(long until) throws IOException {
        disk.reserve(file, reservedUntil, until - reservedUntil);
        reservedUntil = until;
    }

    /** Where the next document begins, in bytes from the file's start. */
    public long end() {
        return end;
    }

    public long reservedUntil() {
        return reservedUntil;
    }

    public long mark() {
        return mark;
    }

    static long align(long offset) {
        return (offset + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static long pageAfter(long offset) {
        return (offset + PAGE_BYTES - 1) & -PAGE_BYTES;
    }
}
