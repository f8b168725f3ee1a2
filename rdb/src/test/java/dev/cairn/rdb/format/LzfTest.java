// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

class LzfTest {
    private final Lzf lzf = new Lzf();

    /** What Valkey 9.1 dumps for a hundred letters, and for a text of repeated words. */
    @Test
    void readsWhatValkeyCompressed() {
        assertArrayEquals(ascii("a".repeat(100)), decompress("016161e057000161" + "61", 100));
        assertArrayEquals(
                ascii("abcdefgh".repeat(50) + "xyz".repeat(20)),
                decompress(
                        "0861626364656667" + "6861e0ff07e07607" + "0278797ae02e02" + "01797a",
                        460));
    }

    @Test
    void shrinksARunToAFewBytes() {
        byte[] text = ascii("a".repeat(264));
        byte[] target = new byte[300];
        int length = lzf.compress(text, 0, text.length, target, target.length);
        assertTrue(length > 0 && length < 10, "length " + length);
        assertArrayEquals(text, decompressed(target, length, text.length));
    }

    @Test
    void refusesToGrow() {
        byte[] text = HexFormat.of().parseHex("00112233445566778899aabbccddeeff0123456789abcdef");
        assertEquals(0, lzf.compress(text, 0, text.length, new byte[100], text.length - 4));
    }

    @Test
    void findsNothingOfAnEarlierTextInALaterOne() {
        byte[] first = ascii("the quick brown fox jumps over the lazy dog");
        byte[] second = ascii("zzzthe quick brown fox jumps over the lazy dog");
        byte[] target = new byte[200];
        lzf.compress(first, 0, first.length, target, 200);
        int length = lzf.compress(second, 3, second.length - 3, target, 200);
        assertArrayEquals(first, decompressed(target, length, first.length));
    }

    /** The longer nothing is found, the fewer places are tried, and the first copy ends that. */
    @Test
    void findsCopiesBehindMuchThatHasNone() {
        byte[] text = new byte[20_000];
        new Random(42).nextBytes(text);
        Arrays.fill(text, 8_000, 8_300, (byte) 'a');
        System.arraycopy(text, 8_500, text, 9_500, 1_000);
        byte[] target = new byte[text.length];
        int length = lzf.compress(text, 0, text.length, target, target.length);
        assertTrue(length > 0 && length < text.length - 500, "length " + length);
        assertArrayEquals(text, decompressed(target, length, text.length));
    }

    @Property
    void givesBackWhatItCompressed(
            @ForAll("texts") byte[] text, @ForAll @IntRange(max = 5) int before) {
        byte[] source = new byte[text.length + before];
        System.arraycopy(text, 0, source, before, text.length);
        byte[] target = new byte[text.length * 2 + 10];
        int length = lzf.compress(source, before, text.length, target, target.length);
        assertArrayEquals(text, decompressed(target, length, text.length));
    }

    @Property
    void keepsToItsLimit(@ForAll("texts") byte[] text, @ForAll @IntRange(max = 400) int limit) {
        byte[] target = new byte[limit];
        int length = lzf.compress(text, 0, text.length, target, limit);
        assertTrue(length <= limit);
        if (length > 0) {
            assertArrayEquals(text, decompressed(target, length, text.length));
        }
    }

    @Property(tries = 10_000)
    void survivesWhateverItIsGiven(
            @ForAll @Size(max = 60) byte[] garbage, @ForAll @IntRange(max = 500) int claimed) {
        byte[] target = new byte[claimed];
        boolean whole = Lzf.decompress(garbage, 0, garbage.length, target, claimed);
        if (claimed > Lzf.longestExpansion(garbage.length)) {
            assertFalse(whole);
        }
    }

    @Provide
    Arbitrary<byte[]> texts() {
        Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        Arbitrary<byte[]> repetitive =
                Arbitraries.bytes()
                        .between((byte) 'a', (byte) 'c')
                        .array(byte[].class)
                        .ofMaxSize(300);
        Arbitrary<byte[]> far =
                Arbitraries.integers().between(8_000, 20_000).map(LzfTest::farCopies);
        return Arbitraries.oneOf(random, repetitive, far);
    }

    /** The same forty bytes at both ends, and distinct ones between: copies reach back as far as they may, or not quite. */
    private static byte[] farCopies(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >>> 8) * 17);
        }
        System.arraycopy(bytes, 0, bytes, length - 40, 40);
        return bytes;
    }

    private static byte[] decompress(String hex, int length) {
        byte[] compressed = HexFormat.of().parseHex(hex);
        return decompressed(compressed, compressed.length, length);
    }

    private static byte[] decompressed(byte[] compressed, int compressedLength, int length) {
        byte[] target = new byte[length];
        assertTrue(
                Lzf.decompress(
                        Arrays.copyOf(compressed, compressedLength),
                        0,
                        compressedLength,
                        target,
                        length));
        return target;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
