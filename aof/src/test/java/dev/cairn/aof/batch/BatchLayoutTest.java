// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/** The numbers on the disk, pinned: a log that was written once is read for ever. */
class BatchLayoutTest {
    private static final byte[] PAYLOAD =
            "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void codesAreAppendOnly() {
        assertEquals(1, BatchLayout.VERSION);
        assertEquals(1, BatchLayout.KIND_OPENING);
        assertEquals(2, BatchLayout.KIND_BATCH);
        assertEquals(1, BatchLayout.FLAG_LZ4);
        assertEquals(2, BatchLayout.FLAG_CONTINUES);
        assertEquals(52, BatchLayout.HEADER_BYTES);
        assertEquals(28, OpeningLayout.BYTES);
    }

    @Test
    void aBatchIsTheseBytes() {
        BatchEncoder encoder = new BatchEncoder(0);
        encoder.encode(
                0x1122_3344_5566_7788L,
                PAYLOAD,
                0,
                PAYLOAD.length,
                true,
                0x0102_0304_0506_0708L,
                1_700_000_000_123L,
                9,
                0x0102_0304_0506_0700L);
        assertEquals(
                "f79ab369" // crc32c
                        + "01" // version
                        + "02" // kind
                        + "0200" // flags
                        + "8877665544332211" // mark
                        + "0807060504030201" // position
                        + "7b68e5cf8b010000" // wall time
                        + "0007060504030201" // durable position
                        + "09000000" // commands
                        + "0e000000" // raw length
                        + "0e000000", // stored length
                HexFormat.of().formatHex(encoder.header()));
        assertArrayEquals(PAYLOAD, encoder.body());
    }

    @Test
    void anOpeningIsTheseBytes() {
        UUID id = new UUID(0x0011_2233_4455_6677L, 0x8899_aabb_ccdd_eeffL);
        byte[] payload = OpeningLayout.payload(id, 3, 0x0708_090a);
        assertEquals(
                "7766554433221100" + "ffeeddccbbaa9988" + "0300000000000000" + "0a090807",
                HexFormat.of().formatHex(payload));
        assertEquals(id, OpeningLayout.id(payload));
        assertEquals(3, OpeningLayout.epoch(payload));
        assertEquals(0x0708_090a, OpeningLayout.segment(payload));
        BatchEncoder encoder = new BatchEncoder(0);
        encoder.encodeOpening(0x1122_3344_5566_7788L, payload);
        assertEquals(BatchLayout.KIND_OPENING, BatchLayout.kind(encoder.header(), 0));
        assertEquals(0x1122_3344_5566_7788L, BatchLayout.mark(encoder.header(), 0));
    }
}
