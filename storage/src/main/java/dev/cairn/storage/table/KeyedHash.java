// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.table;

import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.Memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-1-3 with a secret (Aumasson, Bernstein: SipHash, 2012), over bytes on the heap or in the region.
 *
 * <p>A hash that is merely seeded would not do: SCAN's cursors tell clients a prefix of the hash, and from such pairs the
 * secret of a weak hash can be worked out.
 */
public final class KeyedHash {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long start0;
    private final long start1;
    private final long start2;
    private final long start3;

    public KeyedHash(long secret0, long secret1) {
        start0 = secret0 ^ 0x736f6d6570736575L;
        start1 = secret1 ^ 0x646f72616e646f6dL;
        start2 = secret0 ^ 0x6c7967656e657261L;
        start3 = secret1 ^ 0x7465646279746573L;
    }

    public long hash(ByteSlice slice) {
        byte[] array = slice.array();
        int offset = slice.offset();
        int length = slice.length();
        int whole = length & -Long.BYTES;
        long v0 = start0;
        long v1 = start1;
        long v2 = start2;
        long v3 = start3;
        for (int i = 0; i <= whole; i += Long.BYTES) {
            long word =
                    i < whole
                            ? (long) LONG.get(array, offset + i)
                            : tail(array, offset + i, length);
            v3 ^= word;
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        return finish(v0, v1, v2, v3);
    }

    public long hash(Memory memory, long address, int length) {
        int whole = length & -Long.BYTES;
        long v0 = start0;
        long v1 = start1;
        long v2 = start2;
        long v3 = start3;
        for (int i = 0; i <= whole; i += Long.BYTES) {
            long word = i < whole ? memory.getLong(address + i) : tail(memory, address + i, length);
            v3 ^= word;
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        return finish(v0, v1, v2, v3);
    }

    private static long finish(long a, long b, long c, long d) {
        long v0 = a;
        long v1 = b;
        long v2 = c ^ 0xff;
        long v3 = d;
        for (int round = 0; round < 3; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** The bytes behind the last whole word, and the length's low byte on top. */
    private static long tail(byte[] array, int from, int length) {
        long word = (long) length << 56;
        int rest = length & 7;
        if (from + rest >= Long.BYTES) {
            // With what stands before them they are one word.
            long all = (long) LONG.get(array, from + rest - Long.BYTES);
            return word | all >>> 8 >>> (56 - (rest << 3));
        }
        for (int i = rest - 1; i >= 0; i--) {
            word |= (array[from + i] & 0xffL) << (i << 3);
        }
        return word;
    }

    private static long tail(Memory memory, long from, int length) {
        // With what stands before them they are one word: no key is the first thing in the region.
        int rest = length & 7;
        long all = memory.getLong(from + rest - Long.BYTES);
        return (long) length << 56 | all >>> 8 >>> (56 - (rest << 3));
    }
}
