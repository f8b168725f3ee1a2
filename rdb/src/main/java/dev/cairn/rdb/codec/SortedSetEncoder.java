// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;

import java.io.IOException;

/** Big sorted sets: members and scores, in any order; readers put them in theirs. */
final class SortedSetEncoder implements ValueEncoder {
    @Override
    public int type(ImageReader image) {
        return RdbType.ZSET_2;
    }

    @Override
    public void write(ImageReader image, RdbOutput out) throws IOException {
        switch (image.kind()) {
            case BEGIN -> out.writeLength(image.elementCount());
            case ELEMENT -> {
                ByteSlice member = image.element1();
                out.writeString(member.array(), member.offset(), member.length());
                // Storage keeps the score as the file does: a double's bits, the lowest byte first.
                out.writeLong(image.element2().longAt(0));
            }
            case END -> {}
            case WHOLE -> throw new AssertionError("a big sorted set in one piece");
        }
    }
}
