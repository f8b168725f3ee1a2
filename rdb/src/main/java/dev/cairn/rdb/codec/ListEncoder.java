// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;
import dev.cairn.storage.type.packed.ListpackReader;

import java.io.IOException;

/** Lists: a count of pieces, then of each its kind and its bytes ({@link ListDecoder}). A small list is one piece. */
final class ListEncoder implements ValueEncoder {
    /** An element that fills a piece of the usual size by itself goes to the file as it is. */
    private static final int LONGEST_PACKED = 8192;

    @Override
    public int type(ImageReader image) {
        return RdbType.LIST_QUICKLIST_2;
    }

    @Override
    public void write(ImageReader image, RdbOutput out) throws IOException {
        switch (image.kind()) {
            case WHOLE -> {
                out.writeLength(1);
                packed(image.payload(), out);
            }
            case BEGIN -> out.writeLength(image.elementCount());
            case ELEMENT -> piece(image.element1(), out);
            case END -> {}
        }
    }

    private static void piece(ByteSlice listpack, RdbOutput out) throws IOException {
        if (listpack.length() > LONGEST_PACKED) {
            // The encoder is shared by all threads, and so long a piece can afford a reader of its
            // own.
            ListpackReader reader = new ListpackReader();
            reader.set(listpack.array(), listpack.offset(), listpack.length());
            if (reader.next() && !reader.isInteger() && reader.length() > LONGEST_PACKED) {
                int offset = reader.offset();
                int length = reader.length();
                if (!reader.next()) {
                    out.writeLength(ListDecoder.PLAIN);
                    out.writeString(listpack.array(), offset, length);
                    return;
                }
            }
        }
        packed(listpack, out);
    }

    private static void packed(ByteSlice listpack, RdbOutput out) throws IOException {
        out.writeLength(ListDecoder.PACKED);
        out.writeString(listpack.array(), listpack.offset(), listpack.length());
    }
}
