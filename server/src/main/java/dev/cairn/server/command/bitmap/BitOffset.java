// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.bitmap;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.StringLimit;
import dev.cairn.server.resp.AsciiNumbers;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;

/** The position of a bit as commands take it: from the first bit on, which is the top one of the first byte. */
final class BitOffset {
    private static final ReplyError INVALID =
            ReplyError.of("ERR bit offset is not an integer or out of range");

    private BitOffset() {}

    /** The position that an argument gives: no string that is allowed to be is too short for it. */
    static long parseOrReply(CommandContext context, int index) {
        return checkOrReply(context, context.longOrReply(index, INVALID));
    }

    /** As above, where {@code #3} stands for three times the width of the field. */
    static long parseOrReply(CommandContext context, int index, int width) {
        ByteSlice text = context.arg(index);
        if (text.length() == 0 || text.at(0) != '#') {
            return parseOrReply(context, index);
        }
        int offset = text.offset() + 1;
        int length = text.length() - 1;
        if (!AsciiNumbers.isNumber(text.array(), offset, length)) {
            context.refuse(INVALID);
            return 0;
        }
        // A product beyond 64 bits wraps around, as it does in Valkey.
        return checkOrReply(context, AsciiNumbers.valueOf(text.array(), offset, length) * width);
    }

    private static long checkOrReply(CommandContext context, long bit) {
        if (!context.refused() && (bit < 0 || StringLimit.exceeds(context, (bit >>> 3) + 1))) {
            context.refuse(INVALID);
        }
        return bit;
    }
}
