// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The digest is XXH3 as its authors define it, and as Redis 8 answers with it. */
class ValueDigestTest {
    private final Memory memory = Memory.reserve(1 << 20, false);
    private final ValueDigest digest = new ValueDigest();

    @AfterEach
    void close() {
        memory.close();
    }

    /** The sanity checks that come with xxHash: its generated buffer, cut to each of the ways a length is treated. */
    @ParameterizedTest
    @CsvSource({
        "0, 2d06800538d394c2",
        "1, c44bdff4074eecdb",
        "6, 27b56a84cd2d7325",
        "12, a713daf0dfbb77e7",
        "24, a3fe70bf9d3510eb",
        "48, 397da259ecba1f11",
        "80, bcdefbbb2c47c90a",
        "195, cd94217ee362ec3a",
        "403, cdeb804d65c6dea4",
        "512, 617e49599013cb6b",
        "2048, dd59e2c3a5f038e0",
        "2240, 6e73a90539cf2948",
        "2367, cb37aeb9e5d361ed"
    })
    void isXxh3(int length, String expected) {
        byte[] buffer = new byte[length];
        long generator = 2654435761L;
        for (int i = 0; i < length; i++) {
            buffer[i] = (byte) (generator >>> 56);
            generator *= 0x9E3779B185EBCA8DL;
        }
        assertEquals(expected, digestOf(buffer));
    }

    /** Answers of Redis 8, one of which begins with zeros. */
    @Test
    void isWhatRedisAnswers() {
        assertEquals("b6acb9d84a38ff74", digestOf("Hello world".getBytes(ISO_8859_1)));
        String text =
                "v8lf0c11xh8ymlqztfd3eeq16kfn4sspw7fqmnuuq3k3t75em5wdizgcdw7uc26nnf961u2j"
                        + "kfzkjytls2kwlj7626sd";
        assertEquals("00006c38adf31777", digestOf(text.getBytes(ISO_8859_1)));
    }

    @Test
    void anIntegerIsItsText() {
        assertEquals(
                digestOf("-1234567890123".getBytes(ISO_8859_1)),
                digestOf(new StoredBytes().setInteger(-1234567890123L)));
    }

    private String digestOf(byte[] text) {
        long address = 4096;
        memory.copyIn(text, 0, address, text.length);
        return digestOf(new StoredBytes().set(memory, address, text.length));
    }

    private String digestOf(StoredBytes text) {
        byte[] digits = new byte[ValueDigest.DIGITS];
        digest.write(text, digits);
        return new String(digits, ISO_8859_1);
    }
}
