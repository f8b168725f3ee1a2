// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command;

import dev.cairn.server.resp.ReplyError;

/** The longest string that a command may make: {@code proto-max-bulk-len}, and what an array can hold. */
public final class StringLimit {
    /** The lowest value that {@code proto-max-bulk-len} can have: what is shorter need not be looked up. */
    private static final long ALWAYS_ALLOWED = 1 << 20;

    /** Where lengths end that an {@code int} can tell, with room for an entry's header and key. */
    private static final long REPRESENTABLE = Integer.MAX_VALUE - (1 << 20);

    private StringLimit() {}

    /** Refuses to make a string of {@code length} and {@code added} bytes if that is too long. */
    public static void checkOrReply(CommandContext context, long length, long added) {
        if (exceeds(context, length + added)) {
            context.refuse(ReplyError.STRING_TOO_LONG);
        }
    }

    /** Whether a string of this length is too long; a length that has wrapped around is. */
    public static boolean exceeds(CommandContext context, long length) {
        if (length >= 0 && length <= ALWAYS_ALLOWED) {
            return false;
        }
        return length < 0 || length > REPRESENTABLE || length > configured(context);
    }

    /** What was allowed when it was logged stays allowed: the directive may have been lowered since. */
    private static long configured(CommandContext context) {
        return context.isReplaying()
                ? Long.MAX_VALUE
                : context.server().config().clients.maxBulkBytes.bytes();
    }
}
