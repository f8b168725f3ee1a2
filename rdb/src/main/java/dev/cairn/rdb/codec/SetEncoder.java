// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;

import java.io.IOException;

/** Sets that are tables: a count, then each member as a string. */
final class SetEncoder implements ValueEncoder {
    @Override
    public int type(ImageReader image) {
        return RdbType.SET;
    }

    @Override
    public void write(ImageReader image, RdbOutput out) throws IOException {
        switch (image.kind()) {
            case BEGIN -> out.writeLength(image.elementCount());
            case ELEMENT -> {
                ByteSlice member = image.element1();
                out.writeString(member.array(), member.offset(), member.length());
            }
            case END -> {}
            case WHOLE -> throw new AssertionError("a table of members in one piece");
        }
    }
}
