// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.storage.memory.StoredBytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The registers of several HyperLogLogs, of each the largest. One is used again and again.
 *
 * <p>Dense ones are compared as they are packed, eight registers in the low 48 bits of a word, and unpacked once at the end. The
 * loops over words are such as the compiler makes vectors of: they step alike through both of their arrays.
 */
final class HllUnion {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Of eight registers in a row the top bits, and the bits below them. */
    private static final long TOPS = 0x8208_2082_0820L;

    private static final long BELOW = 0x7df7_df7d_f7dfL;

    /** The top bits of eight bytes. */
    private static final long TOP_BITS = 0x8080_8080_8080_8080L;

    /** Words of eight registers take as much as registers of one byte. */
    private static final int WORDS_BYTES = HllLayout.REGISTERS;

    private static final int PACKED_BYTES = HllLayout.DENSE_BYTES - HllLayout.HEADER_BYTES;

    private final HyperLogLog sparse;

    /** The words of the dense one at hand. The last one is read with two bytes more than it has. */
    private final byte[] words = new byte[WORDS_BYTES + Long.BYTES - 6];

    /** The words of all dense ones, with zeros above the low 48 bits. */
    private final byte[] union = new byte[WORDS_BYTES];

    private final byte[] registers = new byte[HllLayout.REGISTERS];
    private boolean anyDense;

    /**
     * A union of nothing.
     *
     * @param sparse what the sparse ones are copied to
     */
    HllUnion(HyperLogLog sparse) {
        this.sparse = sparse;
    }

    /** Becomes one of nothing. */
    void begin() {
        Arrays.fill(registers, (byte) 0);
        if (anyDense) {
            Arrays.fill(union, (byte) 0);
        }
        anyDense = false;
    }

    /** Adds one that begins as a HyperLogLog does; false where its sparse form is corrupted. */
    boolean add(StoredBytes value) {
        if (value.at(HllLayout.ENCODING_OFFSET) != HllLayout.DENSE) {
            return sparse.read(value) && sparse.mergeSparse(registers);
        }
        unpack(value);
        raise();
        anyDense = true;
        return true;
    }

    /** Whether one of them is dense. */
    boolean anyDense() {
        return anyDense;
    }

    /** The registers, one a byte, until something is added. */
    byte[] registers() {
        if (anyDense) {
            spread();
        }
        return registers;
    }

    /** Copies registers to the end of the words' array, and moves six bytes at a time from there to where their word is. */
    private void unpack(StoredBytes value) {
        int from = WORDS_BYTES - PACKED_BYTES;
        value.copyTo(HllLayout.HEADER_BYTES, PACKED_BYTES, words, from);
        for (int i = 0, at = from; i < WORDS_BYTES; i += Long.BYTES, at += 6) {
            LONGS.set(words, i, (long) LONGS.get(words, at));
        }
    }

    /** Raises the union's registers to those of the words. */
    private void raise() {
        for (int i = 0; i < union.length; i += Long.BYTES) {
            long mine = (long) LONGS.get(words, i);
            long other = (long) LONGS.get(union, i);
            // Below its top bit a register is not smaller than the other where nothing is borrowed
            // from that bit. As a whole it is not smaller if two of three say so: its top bit, that
            // the other's is not set, and what is below.
            long below = ((mine & BELOW) | TOPS) - (other & BELOW);
            long larger = ((mine & below) | ((mine | below) & ~other)) & TOPS;
            long all = (larger << 1) - (larger >>> 5);
            LONGS.set(union, i, other ^ ((mine ^ other) & all));
        }
    }

    /** Raises the registers to those of the union: the 48 bits of its words are spread over the bytes of a word. */
    private void spread() {
        for (int i = 0; i < registers.length; i += Long.BYTES) {
            long mine = (long) LONGS.get(union, i);
            mine = (mine & 0xff_ffffL) | (mine & 0xffff_ff00_0000L) << 8;
            mine = (mine & 0xfff_0000_0fffL) | (mine & 0xff_f000_00ff_f000L) << 4;
            mine = (mine & 0x3f_003f_003f_003fL) | (mine & 0xfc0_0fc0_0fc0_0fc0L) << 2;
            long other = (long) LONGS.get(registers, i);
            // No register has its byte's top bit: what is left of it there says which byte is
            // larger, and the bits below it say by how much.
            long difference = (mine | TOP_BITS) - other;
            long larger = difference & TOP_BITS;
            LONGS.set(registers, i, other + (difference & (larger - (larger >>> 7))));
        }
    }
}
