// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

/** What was encoded is decoded; what was changed is found out; what is forged does no harm. */
class BatchDecoderTest {
    private final BatchDecoder decoder = new BatchDecoder();

    private static byte[] document(BatchEncoder encoder, byte[] payload) {
        encoder.encode(7, payload, 0, payload.length, false, 1000, 2000, 3, 900);
        byte[] document = new byte[BatchLayout.HEADER_BYTES + encoder.bodyLength()];
        System.arraycopy(encoder.header(), 0, document, 0, BatchLayout.HEADER_BYTES);
        System.arraycopy(
                encoder.body(),
                encoder.bodyOffset(),
                document,
                BatchLayout.HEADER_BYTES,
                encoder.bodyLength());
        return document;
    }

    @Property(tries = 200)
    void whatWasEncodedIsDecoded(
            @ForAll @Size(max = 5000) byte[] noise,
            @ForAll @IntRange(max = 3) int repeats,
            @ForAll @IntRange(max = 100) int compressFrom) {
        byte[] payload = new byte[noise.length * (repeats + 1)];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = noise[i % noise.length];
        }
        byte[] document = document(new BatchEncoder(compressFrom), payload);
        assertNull(decoder.fault(document, 0, document.length));
        byte[] unpacked = new byte[BatchLayout.rawLength(document, 0)];
        assertNull(decoder.unpack(document, 0, unpacked, 0));
        assertArrayEquals(payload, unpacked);
    }

    @Property(tries = 50)
    void everyChangedBitIsFound(@ForAll @Size(min = 1, max = 200) byte[] payload) {
        byte[] document = document(new BatchEncoder(0), payload);
        for (int bit = 0; bit < document.length * 8; bit++) {
            document[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotNull(decoder.fault(document, 0, document.length), "bit " + bit);
            document[bit / 8] ^= (byte) (1 << bit % 8);
        }
        for (int length = 0; length < document.length; length++) {
            assertNotNull(decoder.fault(document, 0, length), "length " + length);
        }
    }

    /** A forger knows the checksum too: codes and lengths are checked behind it, and unpacking stays in bounds. */
    @Property(tries = 500)
    void forgedDocumentsDoNoHarm(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] payload = new byte[random.nextInt(300)];
        byte[] document = document(new BatchEncoder(random.nextBoolean() ? 1 : 0), payload);
        for (int i = random.nextInt(6); i >= 0; i--) {
            document[4 + random.nextInt(document.length - 4)] = (byte) random.nextInt();
        }
        BatchLayout.crc(
                document,
                0,
                BatchLayout.crcOf(
                        new CRC32C(),
                        document,
                        0,
                        document,
                        BatchLayout.HEADER_BYTES,
                        document.length - BatchLayout.HEADER_BYTES));
        if (decoder.fault(document, 0, document.length) == null) {
            int raw = BatchLayout.rawLength(document, 0);
            assertTrue(raw >= 0 && raw <= BatchLayout.MAX_PART_BYTES);
            byte[] target = new byte[raw + 16];
            Arrays.fill(target, (byte) 0x5a);
            decoder.unpack(document, 0, target, 8);
            for (int i = 0; i < 8; i++) {
                assertEquals(0x5a, target[i]);
                assertEquals(0x5a, target[raw + 8 + i]);
            }
        }
    }

    @Property(tries = 20)
    void compressionIsUsedWhereItPays(@ForAll @IntRange(min = 64, max = 60_000) int length) {
        BatchEncoder encoder = new BatchEncoder(64);
        byte[] document = document(encoder, new byte[length]);
        assertEquals(BatchLayout.FLAG_LZ4, BatchLayout.flags(document, 0));
        assertTrue(document.length < BatchLayout.HEADER_BYTES + length / 2 + 16);
        assertEquals(length - (document.length - BatchLayout.HEADER_BYTES), encoder.savedBytes());

        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        byte[] stored = document(new BatchEncoder(64), noise);
        assertEquals(0, BatchLayout.flags(stored, 0));
        assertEquals(BatchLayout.HEADER_BYTES + length, stored.length);
    }
}
