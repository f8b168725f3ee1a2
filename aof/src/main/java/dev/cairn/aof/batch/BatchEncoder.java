// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.batch;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

import java.util.zip.CRC32C;

/**
 * Makes documents: a header in an array of its own, and a body that is either the caller's payload as it stands or
 * its compressed form. One encoder belongs to one thread; what {@link #encode} leaves is valid until the next call.
 */
public final class BatchEncoder {
    /** Compression pays when it saves an eighth: less is not worth the reader's time. */
    private static final int MIN_SAVING_SHIFT = 3;

    /** After a payload that did not pay, this many are stored as they are before the next attempt. */
    private static final int SKIPPED_AFTER_FAILURE = 16;

    private final int compressFromBytes;
    private final LZ4Compressor compressor;
    private final CRC32C crc = new CRC32C();
    private final byte[] header = new byte[BatchLayout.HEADER_BYTES];
    private byte[] compressed = new byte[0];
    private int skipped;

    private byte[] body;
    private int bodyOffset;
    private int bodyLength;
    private long savedBytes;

    /** Compresses payloads of at least this many bytes; 0 compresses none. */
    public BatchEncoder(int compressFromBytes) {
        this.compressFromBytes = compressFromBytes == 0 ? Integer.MAX_VALUE : compressFromBytes;
        this.compressor =
                compressFromBytes == 0 ? null : LZ4Factory.fastestInstance().fastCompressor();
    }

    /** Encodes one batch or one part of a batch. */
    public void encode(
            long mark,
            byte[] payload,
            int offset,
            int length,
            boolean continues,
            long position,
            long wallTimeMillis,
            int commandCount,
            long durablePosition) {
        assert length <= BatchLayout.MAX_PART_BYTES;
        int flags = continues ? BatchLayout.FLAG_CONTINUES : 0;
        body = payload;
        bodyOffset = offset;
        bodyLength = length;
        if (length >= compressFromBytes && compress(payload, offset, length)) {
            flags |= BatchLayout.FLAG_LZ4;
        }
        finish(
                BatchLayout.KIND_BATCH,
                flags,
                mark,
                position,
                wallTimeMillis,
                commandCount,
                durablePosition,
                length);
    }

    /** Encodes the first document of a segment. */
    public void encodeOpening(long mark, byte[] payload) {
        body = payload;
        bodyOffset = 0;
        bodyLength = payload.length;
        finish(BatchLayout.KIND_OPENING, 0, mark, 0, 0, 0, 0, payload.length);
    }

    /** The header, {@link BatchLayout#HEADER_BYTES} bytes, to be followed by the body. */
    public byte[] header() {
        return header;
    }

    public byte[] body() {
        return body;
    }

    public int bodyOffset() {
        return bodyOffset;
    }

    public int bodyLength() {
        return bodyLength;
    }

    /** Payload bytes that compression has saved so far. */
    public long savedBytes() {
        return savedBytes;
    }

    private void finish(
            int kind,
            int flags,
            long mark,
            long position,
            long wallTimeMillis,
            int commandCount,
            long durablePosition,
            int rawLength) {
        BatchLayout.kind(header, 0, kind, flags);
        BatchLayout.mark(header, 0, mark);
        BatchLayout.place(header, 0, position, wallTimeMillis, commandCount);
        BatchLayout.durablePosition(header, 0, durablePosition);
        BatchLayout.lengths(header, 0, rawLength, bodyLength);
        BatchLayout.crc(header, 0, BatchLayout.crcOf(crc, header, 0, body, bodyOffset, bodyLength));
    }

    private boolean compress(byte[] payload, int offset, int length) {
        if (skipped > 0) {
            skipped--;
            return false;
        }
        int bound = compressor.maxCompressedLength(length);
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int count = compressor.compress(payload, offset, length, compressed, 0, bound);
        if (count > length - (length >> MIN_SAVING_SHIFT)) {
            skipped = SKIPPED_AFTER_FAILURE;
            return false;
        }
        body = compressed;
        bodyOffset = 0;
        bodyLength = count;
        savedBytes += length - count;
        return true;
    }
}
