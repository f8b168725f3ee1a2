// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import io.netty.buffer.ByteBuf;

import java.util.Arrays;

/**
 * The input of one connection that has not been served: a heap array that exists only while a request is cut short.
 *
 * <p>Input that arrives while nothing is left over is served from a scratch array of the command
 * thread; only what remains of it is kept. What is kept grows with the bytes that arrive, never with a length that a
 * client announces.
 */
final class QueryBuffer {
    private static final byte[] NOTHING = new byte[0];
    private static final int SMALLEST = 1024;

    private final SharedInput shared;
    private byte[] kept = NOTHING;
    private int keptLength;
    private byte[] array = NOTHING;
    private int start;
    private int end;

    QueryBuffer(SharedInput shared) {
        this.shared = shared;
    }

    /** Takes what has arrived; afterwards the bytes to serve are {@code array()[start()..end())}. */
    void take(ByteBuf input) {
        int count = input.readableBytes();
        if (keptLength == 0) {
            start = shared.take(count);
            end = start + count;
            array = shared.array();
            input.readBytes(array, start, count);
            return;
        }
        reserve(count);
        input.readBytes(kept, keptLength, count);
        keptLength += count;
        openKept();
    }

    /** Makes what was kept the bytes to serve. */
    void openKept() {
        array = kept;
        start = 0;
        end = keptLength;
    }

    byte[] array() {
        return array;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Moves past bytes that have been served. */
    void consume(int count) {
        start += count;
    }

    /** Keeps what has not been served until more arrives. */
    void keepRest() {
        int rest = end - start;
        if (rest == 0) {
            kept = NOTHING;
        } else if (array != kept) {
            kept = new byte[Math.max(rest, SMALLEST)];
            System.arraycopy(array, start, kept, 0, rest);
        } else if (start > 0) {
            System.arraycopy(kept, start, kept, 0, rest);
            if (kept.length > 4 * SMALLEST && rest < kept.length / 8) {
                kept = Arrays.copyOf(kept, Math.max(rest, SMALLEST));
            }
        }
        keptLength = rest;
        array = NOTHING;
        start = 0;
        end = 0;
    }

    int keptLength() {
        return keptLength;
    }

    int capacity() {
        return kept.length;
    }

    void clear() {
        kept = NOTHING;
        keptLength = 0;
    }

    private void reserve(int count) {
        if (kept.length - keptLength < count) {
            long wanted = Math.max((long) keptLength + count, kept.length + (kept.length >> 1));
            kept =
                    Arrays.copyOf(
                            kept,
                            (int) Math.min(Math.max(wanted, SMALLEST), Integer.MAX_VALUE - 8L));
        }
    }
}
