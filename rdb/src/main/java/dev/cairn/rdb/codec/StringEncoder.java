// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;

import java.io.IOException;

/** Strings. A long one comes in pieces, and goes to the file in pieces, uncompressed. */
final class StringEncoder implements ValueEncoder {
    @Override
    public int type(ImageReader image) {
        return RdbType.STRING;
    }

    @Override
    public void write(ImageReader image, RdbOutput out) throws IOException {
        switch (image.kind()) {
            case WHOLE -> whole(image, out);
            case BEGIN -> out.writeLength(image.elementCount());
            case ELEMENT -> {
                ByteSlice piece = image.element1();
                out.writeRaw(piece.array(), piece.offset(), piece.length());
            }
            case END -> {}
        }
    }

    private static void whole(ImageReader image, RdbOutput out) throws IOException {
        if (image.isInteger()) {
            out.writeIntegerString(image.integer());
            return;
        }
        ByteSlice value = image.payload();
        out.writeString(value.array(), value.offset(), value.length());
    }
}
