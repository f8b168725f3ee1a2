// SPDX-License-Identifier: Apache-2.0
package dev.cairn.rdb.codec;

import dev.cairn.rdb.format.RdbOutput;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.snapshot.ImageReader;

import java.io.IOException;

/** Small collections, which lie in memory as they lie in the file: one string. */
final class PackedEncoder implements ValueEncoder {
    private final int type;

    PackedEncoder(int type) {
        this.type = type;
    }

    @Override
    public int type(ImageReader image) {
        return type;
    }

    @Override
    public void write(ImageReader image, RdbOutput out) throws IOException {
        assert image.isWhole() : "a packed value in pieces";
        ByteSlice blob = image.payload();
        out.writeString(blob.array(), blob.offset(), blob.length());
    }
}
