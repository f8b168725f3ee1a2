// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

class KeyedHashTest {
    private static final KeyedHash HASH = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    /** The vectors of the reference implementation of SipHash-1-3 with the key 00 01 .. 0f and inputs 00 01 .. */
    @Test
    void hashesAsTheReferenceDoes() {
        byte[] input = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
        assertEquals(0xabac0158050fc4dcL, hash(input, 0));
        assertEquals(0xc9f49bf37d57ca93L, hash(input, 1));
        assertEquals(0x82cb9b024dc7d44dL, hash(input, 2));
        assertEquals(0x8bf80ab8e7ddf7fbL, hash(input, 3));
    }

    @Property
    void hashesAlikeOnAndOffTheHeap(@ForAll @Size(max = 40) byte[] bytes) {
        try (Memory memory = Memory.reserve(64 << 20, false)) {
            ByteSlice slice = ByteSlice.of(bytes);
            memory.copyIn(slice, 1003);
            assertEquals(HASH.hash(slice), HASH.hash(memory, 1003, bytes.length));
        }
    }

    private static long hash(byte[] input, int length) {
        return HASH.hash(new ByteSlice().set(input, 0, length));
    }
}
