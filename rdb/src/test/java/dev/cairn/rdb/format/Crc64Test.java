// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

class Crc64Test {
    private static final long REVERSED_POLYNOMIAL = 0x95ac9329ac4bc9b5L;

    @Test
    void givesTheCheckValueOfTheCatalogue() {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0xe9c6d914c4b8d9caL, Crc64.update(0, check, 0, check.length));
    }

    @Test
    void givesTheChecksumOfAPayloadOfValkey() {
        byte[] payload = HexFormat.of().parseHex("0003626172500029" + "9480f170349ae3");
        long expected = Long.reverseBytes(0x299480f170349ae3L);
        assertEquals(expected, Crc64.update(0, payload, 0, 7));
    }

    @Property
    void equalsTheChecksumTakenBitByBit(
            @ForAll @Size(max = 200) byte[] bytes,
            @ForAll long seed,
            @ForAll @IntRange(max = 200) int split) {
        long expected = bitByBit(seed, bytes);
        int cut = Math.min(split, bytes.length);
        long first = Crc64.update(seed, bytes, 0, cut);
        assertEquals(expected, Crc64.update(first, bytes, cut, bytes.length - cut));
    }

    private static long bitByBit(long seed, byte[] bytes) {
        long crc = seed;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REVERSED_POLYNOMIAL;
            }
        }
        return crc;
    }
}
