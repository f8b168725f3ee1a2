// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Strings are told apart by their bytes, whatever they have in common, and with their heads as without. */
class StoredPlacesTest {
    private static final int ROUNDS = 300;

    @Test
    void ordersByBytes() {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            try (Memory memory = Memory.reserve(1 << 22, false)) {
                Allocator allocator = new Allocator(memory, 16, true);
                play(random, memory, allocator, "seed " + round);
            }
        }
    }

    private static void play(Random random, Memory memory, Allocator allocator, String seed) {
        byte[] common = bytes(random, random.nextInt(12));
        List<byte[]> texts = new ArrayList<>();
        long block = allocator.allocate(4096);
        long at = block;
        try (StoredPlaces places = new StoredPlaces(memory, allocator)) {
            for (int i = random.nextInt(40); i >= 0; i--) {
                StoredBytes string = new StoredBytes();
                int kind = random.nextInt(12);
                if (kind == 0) {
                    places.add(null);
                    texts.add(null);
                    continue;
                }
                if (kind == 1) {
                    string.setInteger(random.nextInt(-50, 5000));
                } else {
                    byte[] tail = bytes(random, random.nextInt(20));
                    byte[] text = Arrays.copyOf(common, common.length + tail.length);
                    System.arraycopy(tail, 0, text, common.length, tail.length);
                    memory.copyIn(text, 0, at, text.length);
                    string.set(memory, at, text.length);
                    at += text.length;
                }
                places.add(string);
                texts.add(string.toBytes());
            }
            compareAll(places, texts, seed);
            places.readHeads();
            compareAll(places, texts, seed + ", by heads");
        }
        allocator.free(block);
        assertEquals(0, allocator.liveBlocks(), seed);
    }

    private static void compareAll(StoredPlaces places, List<byte[]> texts, String seed) {
        for (int one = 0; one < texts.size(); one++) {
            for (int other = 0; other < texts.size(); other++) {
                byte[] left = texts.get(one);
                byte[] right = texts.get(other);
                int expected =
                        left == null || right == null
                                ? Boolean.compare(left != null, right != null)
                                : Arrays.compareUnsigned(left, right);
                assertEquals(
                        Integer.signum(expected),
                        Integer.signum(places.compare(one, other)),
                        seed + ": " + Arrays.toString(left) + " and " + Arrays.toString(right));
            }
        }
    }

    /** Of few different bytes, so that many strings begin alike: the least and the greatest among them. */
    private static byte[] bytes(Random random, int length) {
        byte[] few = {0, 1, -1, '5'};
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = few[random.nextInt(few.length)];
        }
        return bytes;
    }
}
