// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.rdb.format.RdbType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;
import dev.cairn.storage.type.packed.ListpackReader;

import java.io.IOException;

/**
 * Sets member by member: a count, then each member as a string. Tables are written so, and listpacks for readers that know no
 * listpacks of sets.
 */
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
            case WHOLE -> unpacked(image.payload(), out);
        }
    }

    /** Writes a listpack's members; the encoder is shared by all threads, so the reader is the call's own. */
    private static void unpacked(ByteSlice listpack, RdbOutput out) throws IOException {
        ListpackReader members = new ListpackReader();
        members.set(listpack.array(), listpack.offset(), listpack.length());
        while (members.next()) {
            // The count stands before the first member.
        }
        out.writeLength(members.seen());
        members.set(listpack.array(), listpack.offset(), listpack.length());
        while (members.next()) {
            if (members.isInteger()) {
                out.writeIntegerString(members.integer());
            } else {
                out.writeString(members.array(), members.offset(), members.length());
            }
        }
    }
}
