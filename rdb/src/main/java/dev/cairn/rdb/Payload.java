// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb;

import dev.cairn.rdb.format.RdbInput;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.Allocator;
import dev.cairn.storage.memory.Memory;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The bytes of a payload. What is long lies outside the Java heap, in pieces, and is given back by {@link #close}; the end of
 * it, or all of what is short, in an array that is kept for the next one.
 */
public final class Payload extends OutputStream {
    private static final int PIECE_SHIFT = 16;
    private static final int PIECE_BYTES = 1 << PIECE_SHIFT;
    private static final int FIRST_BYTES = 1 << 12;

    private Memory memory;
    private Allocator allocator;
    private long[] pieces = new long[16];
    private int pieceCount;
    private byte[] end = new byte[FIRST_BYTES];
    private int endLength;
    private int endLimit;

    /** Begins one, or with null one that takes no memory but the heap's. */
    void begin(Keyspace keyspace) {
        assert pieceCount == 0 : "the last one is still open";
        endLength = 0;
        endLimit = keyspace == null ? RdbInput.MAX_STRING_BYTES : PIECE_BYTES;
        if (keyspace != null) {
            memory = keyspace.memory();
            allocator = keyspace.allocator();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (count > RdbInput.MAX_STRING_BYTES - length()) {
            throw new IOException(
                    "the payload takes more than " + RdbInput.MAX_STRING_BYTES + " bytes");
        }
        int from = offset;
        int left = count;
        while (left > 0) {
            if (endLength == endLimit) {
                moveOut();
            } else if (endLength == end.length) {
                long roomy = Math.max((long) endLength + left, 2L * endLength);
                end = Arrays.copyOf(end, (int) Math.min(roomy, endLimit));
            }
            int part = Math.min(left, end.length - endLength);
            System.arraycopy(source, from, end, endLength, part);
            endLength += part;
            from += part;
            left -= part;
        }
    }

    private void moveOut() {
        if (pieceCount == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * pieceCount);
        }
        pieces[pieceCount] = allocator.allocate(PIECE_BYTES);
        memory.copyIn(end, 0, pieces[pieceCount], PIECE_BYTES);
        pieceCount++;
        endLength = 0;
    }

    public int length() {
        return (pieceCount << PIECE_SHIFT) + endLength;
    }

    public void copyTo(int from, int count, byte[] target, int offset) {
        int done = 0;
        while (done < count) {
            int piece = (from + done) >>> PIECE_SHIFT;
            int at = from + done - (Math.min(piece, pieceCount) << PIECE_SHIFT);
            if (piece < pieceCount) {
                int part = Math.min(count - done, PIECE_BYTES - at);
                memory.copyOut(pieces[piece] + at, target, offset + done, part);
                done += part;
            } else {
                System.arraycopy(end, at, target, offset + done, count - done);
                done = count;
            }
        }
    }

    byte[] toBytes() {
        byte[] bytes = new byte[length()];
        copyTo(0, bytes.length, bytes, 0);
        return bytes;
    }

    /** Gives the memory back; nothing is in it any more. */
    @Override
    public void close() {
        for (int i = 0; i < pieceCount; i++) {
            allocator.free(pieces[i]);
        }
        pieceCount = 0;
        endLength = 0;
        if (end.length > PIECE_BYTES) {
            end = new byte[FIRST_BYTES];
        }
    }
}
