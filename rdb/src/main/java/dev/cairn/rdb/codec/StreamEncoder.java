// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;
import dev.cairn.storage.type.stream.StreamPart;

import java.io.IOException;

/**
 * Streams, whose parts come in the order in which the file has them. Each part's own number tells how many of what follows.
 *
 * <pre>
 *   blocks, then per block: master id as a string of 16 bytes (big-endian), listpack string
 *   length, last id, first id, greatest deleted id (two lengths each), entries added
 *   groups, then per group: name, last id, entries read,
 *       pending entries: count, then per entry 16 bytes of id, time (8 bytes), deliveries
 *       consumers, then per consumer: name, seen at (8 bytes), active at (8 bytes),
 *           its pending entries: count, then per entry 16 bytes of id
 * </pre>
 *
 * Redis 7.0 does not know when a consumer was active: the layout before this one leaves it out.
 */
final class StreamEncoder implements ValueEncoder {
    private static final int ID_BYTES = 16;

    private final int version;

    /**
     * An encoder of one of the layouts.
     *
     * @param version 2 or 3
     */
    StreamEncoder(int version) {
        this.version = version;
    }

    @Override
    public int type(ImageReader image) {
        return version == 2 ? RdbType.STREAM_LISTPACKS_2 : RdbType.STREAM_LISTPACKS_3;
    }

    @Override
    public void write(ImageReader image, RdbOutput out) throws IOException {
        switch (image.kind()) {
            case BEGIN -> out.writeLength(image.elementCount());
            case ELEMENT -> part(image, out);
            case END -> {}
            case WHOLE -> throw new AssertionError("a stream in one piece");
        }
    }

    private void part(ImageReader image, RdbOutput out) throws IOException {
        ByteSlice told = image.element2();
        switch (image.part()) {
            case StreamPart.BLOCK -> {
                out.writeLength(ID_BYTES);
                id(image.element1(), 0, out);
                out.writeString(told.array(), told.offset(), told.length());
            }
            case StreamPart.ROOT -> {
                out.writeLength(told.longAt(StreamPart.ROOT_LENGTH));
                pair(told, StreamPart.ROOT_LAST, out);
                pair(told, StreamPart.ROOT_FIRST, out);
                pair(told, StreamPart.ROOT_DELETED, out);
                out.writeLength(told.longAt(StreamPart.ROOT_ADDED));
                out.writeLength(image.partNumber());
            }
            case StreamPart.GROUP -> {
                name(image.element1(), out);
                pair(told, StreamPart.GROUP_LAST, out);
                out.writeLength(told.longAt(StreamPart.GROUP_READ));
                out.writeLength(image.partNumber());
            }
            case StreamPart.PENDING -> pending(told, out);
            case StreamPart.CONSUMERS -> out.writeLength(image.partNumber());
            case StreamPart.CONSUMER -> {
                name(image.element1(), out);
                out.writeLong(told.longAt(StreamPart.CONSUMER_SEEN));
                if (version > 2) {
                    out.writeLong(told.longAt(StreamPart.CONSUMER_ACTIVE));
                }
                out.writeLength(image.partNumber());
            }
            case StreamPart.OWNED -> {
                for (int at = 0; at < told.length(); at += StreamPart.OWNED_BYTES) {
                    id(told, at, out);
                }
            }
            default -> throw new AssertionError("a stream has no part " + image.part());
        }
    }

    private static void pending(ByteSlice records, RdbOutput out) throws IOException {
        for (int at = 0; at < records.length(); at += StreamPart.PENDING_BYTES) {
            id(records, at, out);
            out.writeLong(records.longAt(at + StreamPart.PENDING_DELIVERED));
            out.writeLength(records.longAt(at + StreamPart.PENDING_DELIVERIES));
        }
    }

    private static void name(ByteSlice name, RdbOutput out) throws IOException {
        out.writeString(name.array(), name.offset(), name.length());
    }

    private static void pair(ByteSlice from, int at, RdbOutput out) throws IOException {
        out.writeLength(from.longAt(at));
        out.writeLength(from.longAt(at + Long.BYTES));
    }

    /** The id in big-endian bytes. */
    private static void id(ByteSlice from, int at, RdbOutput out) throws IOException {
        out.writeLong(Long.reverseBytes(from.longAt(at)));
        out.writeLong(Long.reverseBytes(from.longAt(at + Long.BYTES)));
    }
}
