// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.storage.value.LentString;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;

/** A string that is lent, as a buffer that a channel sends; whoever releases it last gives the string back. */
final class LentBuffer extends UnpooledDirectByteBuf {
    private final LentString string;

    LentBuffer(ByteBufAllocator allocator, LentString string) {
        super(allocator, string.bytes(), string.length());
        this.string = string;
    }

    @Override
    protected void deallocate() {
        super.deallocate();
        string.giveBack();
    }
}
