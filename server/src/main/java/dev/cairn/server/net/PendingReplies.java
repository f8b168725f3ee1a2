// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.storage.value.LentString;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

import java.util.ArrayDeque;

/**
 * The replies of one connection before they are handed to its channel: those of ticks that are held back, then those that
 * gather.
 *
 * <p>They lie in pieces of at most 64 KiB of pooled direct memory, whatever their length, so that nothing is copied again as a
 * reply grows and the Java heap is not touched. A small reply takes a small piece. A long string is not copied at all but lent by
 * the keyspace. The command thread owns it.
 *
 * <pre>
 *     [piece]... [end of a held tick] [piece]... [end of a held tick]   [piece]... last
 *     '------------------- held -----------------------------------'   '-- gathered --'
 * </pre>
 */
final class PendingReplies {
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int LENT_PIECE_BYTES = 256 * 1024;

    /** Room that a first piece has at most for replies that are still to come. */
    private static final int SPARE_BYTES = 16 * 1024;

    /** Stands behind the pieces of a tick that is held; every other piece has something in it. */
    private static final ByteBuf END = Unpooled.EMPTY_BUFFER;

    private final Channel channel;
    private final ArrayDeque<ByteBuf> pieces = new ArrayDeque<>(0);
    private ByteBuf last;
    private int heldTicks;
    private long bytes;

    PendingReplies(Channel channel) {
        this.channel = channel;
    }

    /** Copies bytes behind what has gathered; returns whether that has filled a piece. */
    boolean add(byte[] source, int offset, int length) {
        boolean filled = false;
        for (int added = 0; added < length; ) {
            if (last == null) {
                int room =
                        filled ? PIECE_BYTES : Math.max(length, Math.min(SPARE_BYTES, 2 * length));
                last = channel.alloc().directBuffer(Math.min(room, PIECE_BYTES), PIECE_BYTES);
            }
            int part = Math.min(length - added, last.maxWritableBytes());
            last.writeBytes(source, offset + added, part);
            added += part;
            if (last.maxWritableBytes() == 0) {
                pieces.add(last);
                last = null;
                filled = true;
            }
        }
        bytes += length;
        return filled;
    }

    /**
     * Adds a part of a string that is lent behind what has gathered, in pieces, so that it shows how much has left. The last
     * of them gives it back.
     */
    void add(LentString string, int offset, int length) {
        endPiece();
        ByteBuf all = new LentBuffer(channel.alloc(), string);
        for (int added = 0; added < length; ) {
            int part = Math.min(length - added, LENT_PIECE_BYTES);
            pieces.add(all.retainedSlice(offset + added, part));
            added += part;
        }
        all.release();
        bytes += length;
    }

    /** Sets what has gathered aside, behind what is held already. */
    void hold() {
        endPiece();
        pieces.add(END);
        heldTicks++;
    }

    boolean isHolding() {
        return heldTicks > 0;
    }

    /** Gives what has gathered to the channel, which sends it with its next flush; returns how many bytes. */
    long send() {
        assert heldTicks == 0 : "what is held leaves first";
        endPiece();
        return write();
    }

    /** Gives the oldest tick that is held to the channel; returns how many bytes. */
    long release() {
        if (heldTicks == 0) {
            return 0;
        }
        heldTicks--;
        return write();
    }

    private void endPiece() {
        if (last != null) {
            pieces.add(last);
            last = null;
        }
    }

    /** Writes pieces up to the end of a tick. */
    private long write() {
        long written = 0;
        for (ByteBuf piece = pieces.poll();
                piece != null && piece.isReadable();
                piece = pieces.poll()) {
            written += piece.readableBytes();
            channel.write(piece, channel.voidPromise());
        }
        bytes -= written;
        return written;
    }

    /** Bytes that are gathered or held. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes == 0 && heldTicks == 0;
    }

    /** Forgets everything: the connection is gone. */
    void drop() {
        for (ByteBuf piece : pieces) {
            piece.release();
        }
        pieces.clear();
        if (last != null) {
            last.release();
            last = null;
        }
        heldTicks = 0;
        bytes = 0;
    }
}
