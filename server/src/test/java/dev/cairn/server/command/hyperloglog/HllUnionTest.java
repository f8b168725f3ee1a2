// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.StoredBytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

/** The union of HyperLogLogs, beside one that takes the larger of two registers, one after the other. */
class HllUnionTest {
    private static final long ADDRESS = 1 << 16;

    private final Memory memory = Memory.reserve(1 << 20, false);
    private final HllUnion union = new HllUnion(new HyperLogLog());
    private final byte[] expected = new byte[HllLayout.REGISTERS];

    @AfterEach
    void close() {
        memory.close();
    }

    /** Every pair of values, in each of the eight places that a register has in a word, between neighbours of all kinds. */
    @Test
    void keepsTheLargerOfAnyTwo() {
        Random random = new Random(1);
        for (int place = 0; place < 8; place++) {
            byte[] one = random(random, HllLayout.MOST_COUNT);
            byte[] other = random(random, HllLayout.MOST_COUNT);
            for (int pair = 0; pair < 64 * 64; pair++) {
                int register = (pair * 8 + place) % HllLayout.REGISTERS;
                one[register] = (byte) (pair >>> 6);
                other[register] = (byte) (pair & 63);
                if (register + 8 >= HllLayout.REGISTERS) {
                    check(one, other);
                }
            }
        }
    }

    @Test
    void mixesDenseOnesWithSparseOnes() {
        Random random = new Random(2);
        for (int round = 0; round < 20; round++) {
            union.begin();
            Arrays.fill(expected, (byte) 0);
            boolean anyDense = false;
            for (int i = random.nextInt(5); i >= 0; i--) {
                boolean dense = random.nextBoolean();
                anyDense |= dense;
                add(random(random, HllLayout.MOST_SPARSE_COUNT), dense);
            }
            assertArrayEquals(expected, union.registers(), "round " + round);
            assertEquals(anyDense, union.anyDense(), "round " + round);
        }
    }

    @Test
    void tellsOfACorruptedOne() {
        HyperLogLog cut = new HyperLogLog();
        cut.clear();
        memory.copyIn(cut.bytes(), ADDRESS);
        union.begin();
        assertFalse(union.add(new StoredBytes().set(memory, ADDRESS, cut.bytes().length() - 1)));
    }

    private void check(byte[] one, byte[] other) {
        union.begin();
        Arrays.fill(expected, (byte) 0);
        add(one, true);
        assertArrayEquals(expected, union.registers());
        add(other, true);
        assertArrayEquals(expected, union.registers());
    }

    private void add(byte[] registers, boolean dense) {
        HyperLogLog one = new HyperLogLog();
        one.clear();
        if (dense) {
            one.toDense();
            one.putAll(registers);
        } else {
            for (int i = 0; i < registers.length; i++) {
                if (registers[i] > 0) {
                    one.raise(i, registers[i], HllLayout.MOST_BYTES);
                }
            }
            assertFalse(one.isDense());
        }
        memory.copyIn(one.bytes(), ADDRESS);
        assertTrue(union.add(new StoredBytes().set(memory, ADDRESS, one.bytes().length())));
        for (int i = 0; i < registers.length; i++) {
            expected[i] = (byte) Math.max(expected[i], registers[i]);
        }
    }

    /** Half of them are 0. */
    private static byte[] random(Random random, int most) {
        byte[] registers = new byte[HllLayout.REGISTERS];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = (byte) (random.nextBoolean() ? random.nextInt(most + 1) : 0);
        }
        return registers;
    }
}
