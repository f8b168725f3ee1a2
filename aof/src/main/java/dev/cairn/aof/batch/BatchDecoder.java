// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.batch;

import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

import java.util.zip.CRC32C;

/**
 * Checks documents that come from a disk, and unpacks their payloads. Nothing in a document is believed before its
 * checksum fits. One decoder belongs to one thread.
 */
public final class BatchDecoder {
    private final CRC32C crc = new CRC32C();
    private final LZ4SafeDecompressor decompressor =
            LZ4Factory.fastestInstance().safeDecompressor();

    /**
     * What is wrong with the document that stands in these bytes, or null. The mark is left to the caller, who
     * knows the segment.
     */
    public String fault(byte[] bytes, int at, int length) {
        if (length < BatchLayout.HEADER_BYTES) {
            return "a record of " + length + " bytes, shorter than its header";
        }
        int stored = BatchLayout.storedLength(bytes, at);
        if (stored != length - BatchLayout.HEADER_BYTES) {
            return "a record whose payload length is "
                    + stored
                    + " where "
                    + (length - BatchLayout.HEADER_BYTES)
                    + " bytes follow";
        }
        int expected =
                BatchLayout.crcOf(crc, bytes, at, bytes, at + BatchLayout.HEADER_BYTES, stored);
        if (BatchLayout.crc(bytes, at) != expected) {
            return String.format(
                    "a record with checksum %08x where its bytes give %08x",
                    BatchLayout.crc(bytes, at), expected);
        }
        return codeFault(bytes, at);
    }

    private static String codeFault(byte[] bytes, int at) {
        int version = BatchLayout.version(bytes, at);
        int kind = BatchLayout.kind(bytes, at);
        int flags = BatchLayout.flags(bytes, at);
        int raw = BatchLayout.rawLength(bytes, at);
        int stored = BatchLayout.storedLength(bytes, at);
        if (version != BatchLayout.VERSION) {
            return "a record of version " + version + ", where this program knows 1";
        }
        if (kind != BatchLayout.KIND_OPENING && kind != BatchLayout.KIND_BATCH) {
            return "a record of kind " + kind + ", which this program does not know";
        }
        if ((flags & ~BatchLayout.KNOWN_FLAGS) != 0) {
            return "a record with flags " + flags + ", which this program does not know";
        }
        boolean packed = (flags & BatchLayout.FLAG_LZ4) != 0;
        if (raw < 0
                || raw > BatchLayout.MAX_PART_BYTES
                || (packed ? stored > raw : stored != raw)) {
            return "a record of " + raw + " bytes, stored in " + stored;
        }
        if (BatchLayout.position(bytes, at) < 0) {
            return "a record at position " + BatchLayout.position(bytes, at);
        }
        return null;
    }

    /**
     * Writes the payload of a checked document to {@code target}, which has room for its raw length. Returns what
     * is wrong, or null.
     */
    public String unpack(byte[] bytes, int at, byte[] target, int targetAt) {
        int raw = BatchLayout.rawLength(bytes, at);
        int stored = BatchLayout.storedLength(bytes, at);
        int from = at + BatchLayout.HEADER_BYTES;
        if ((BatchLayout.flags(bytes, at) & BatchLayout.FLAG_LZ4) == 0) {
            System.arraycopy(bytes, from, target, targetAt, raw);
            return null;
        }
        try {
            int count = decompressor.decompress(bytes, from, stored, target, targetAt, raw);
            return count == raw ? null : "a record that unpacks to " + count + " bytes of " + raw;
        } catch (LZ4Exception e) {
            return "a record that does not unpack: " + e.getMessage();
        }
    }
}
