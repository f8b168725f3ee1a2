// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;

import java.io.IOException;

/** Lists: a count of nodes, then of each its kind and its bytes, a listpack. A small list is one node. */
final class ListEncoder implements ValueEncoder {
    @Override
    public int type(ImageReader image) {
        return RdbType.LIST_QUICKLIST_2;
    }

    @Override
    public void write(ImageReader image, RdbOutput out) throws IOException {
        switch (image.kind()) {
            case WHOLE -> {
                out.writeLength(1);
                node(image.payload(), out);
            }
            case BEGIN -> out.writeLength(image.elementCount());
            case ELEMENT -> node(image.element1(), out);
            case END -> {}
        }
    }

    private static void node(ByteSlice listpack, RdbOutput out) throws IOException {
        out.writeLength(ListDecoder.PACKED);
        out.writeString(listpack.array(), listpack.offset(), listpack.length());
    }
}
