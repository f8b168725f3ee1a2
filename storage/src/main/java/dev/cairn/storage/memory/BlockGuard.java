// SPDX-License-Identifier: Apache-2.0
package dev.cairn.storage.memory;

/**
 * The allocator's debug mode: what surrounds a block, and what fills a freed one.
 *
 * <pre>
 * +--------------+---------------+ - - - - - - +---------------------+----------+ - - -
 * | guard (64)   | length (64)   | up to the   | the bytes that were | guard    | rest of
 * |              |               | unit        | asked for           | (64)     | the block
 * +--------------+---------------+ - - - - - - +---------------------+----------+ - - -
 * </pre>
 */
final class BlockGuard {
    private static final long LIVE = 0x6c69766562c0de5aL;
    private static final long FREED = 0x667265656462c0deL;
    private static final long BEHIND = 0x62c0de656e643a29L;
    private static final byte POISON = (byte) 0xdb;

    /** Poison behind the free list's link and the first guard's upper half is left alone. */
    private static final int UNPOISONED_BYTES = 16;

    private final Memory memory;
    private final int headBytes;

    BlockGuard(Memory memory, int unit) {
        this.memory = memory;
        this.headBytes = Math.max(2 * Long.BYTES, unit);
    }

    int headBytes() {
        return headBytes;
    }

    int extraBytes() {
        return headBytes + Long.BYTES;
    }

    /** Puts the guards into a block and returns the address of what was asked for. */
    long arm(long block, long bytes) {
        memory.putLong(block, LIVE ^ block);
        memory.putLong(block + Long.BYTES, bytes);
        long address = block + headBytes;
        // Nobody may rely on what is in a new block.
        memory.fill(address, bytes, POISON);
        memory.putLong(address + bytes, BEHIND ^ block);
        return address;
    }

    /** Checks the guards and returns the block's own address. */
    long disarm(long address) {
        long block = check(address);
        // The free list's link takes the first four bytes, so the mark of a freed block stands
        // behind them.
        memory.putLong(block + Long.BYTES, FREED ^ block);
        return block;
    }

    long usableBytes(long address) {
        return memory.getLong(check(address) + Long.BYTES);
    }

    void poison(long block, long bytes) {
        memory.fill(block + UNPOISONED_BYTES, bytes - UNPOISONED_BYTES, POISON);
        memory.putLong(block, 0);
    }

    /** Checks that nobody wrote to a block since it was freed. */
    void checkPoison(long block, long bytes) {
        for (long i = UNPOISONED_BYTES; i < bytes; i++) {
            if (memory.getByte(block + i) != POISON) {
                throw new AssertionError(
                        "a freed block was written to: " + block + " at offset " + i);
            }
        }
    }

    private long check(long address) {
        long block = address - headBytes;
        long front = memory.getLong(block) ^ block;
        if (front != LIVE) {
            boolean freed = memory.getLong(block + Long.BYTES) == (FREED ^ block);
            throw new AssertionError(
                    (freed ? "freed already: " : "damaged before its start, or no block: ")
                            + address);
        }
        long bytes = memory.getLong(block + Long.BYTES);
        if (memory.getLong(address + bytes) != (BEHIND ^ block)) {
            throw new AssertionError(
                    "damaged behind its end: " + address + " of " + bytes + " bytes");
        }
        return block;
    }
}
