// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.debug;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.memory.ByteSlice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * POPULATE: many keys at once. Keys that are there already stay as they are, so that repeating the command from the log
 * makes the same keys.
 */
final class DebugPopulate {
    /** What a client asks for is not simply allocated: values are at most this long. */
    private static final int MOST_LENGTH = 64 << 20;

    private static final ReplyError TOO_LONG =
            ReplyError.of("ERR size is out of range, must be at most " + MOST_LENGTH);

    private DebugPopulate() {}

    static List<DebugVerb> verbs() {
        return List.of(new DebugVerb("POPULATE", 3, 5, DebugPopulate::populate));
    }

    private static void populate(CommandContext context) {
        long count = context.rangeOrReply(2, 0, Long.MAX_VALUE, ReplyError.MUST_BE_POSITIVE);
        long length =
                context.refused() || context.argc() < 5
                        ? 0
                        : context.rangeOrReply(4, 0, Long.MAX_VALUE, ReplyError.MUST_BE_POSITIVE);
        if (!context.refused() && length > MOST_LENGTH) {
            context.refuse(TOO_LONG);
        }
        if (context.refused()) {
            return;
        }
        String prefix = context.argc() > 3 ? context.arg(3).toLatin1() : "key";
        long changesBefore = context.keyspace().changes();
        for (long i = 0; i < count; i++) {
            ByteSlice key = ByteSlice.of(prefix + ":" + i);
            if (context.database().peek(key) == 0) {
                byte[] value = ("value:" + i).getBytes(StandardCharsets.US_ASCII);
                value = length == 0 ? value : Arrays.copyOf(value, (int) length);
                context.database().strings().set(key, ByteSlice.of(value), -1, false);
            }
        }
        if (context.keyspace().changes() != changesBefore) {
            logAsItCame(context);
        }
        context.reply().ok();
    }

    /** DEBUG is no command that writes, so the log hears of it only by name. */
    private static void logAsItCame(CommandContext context) {
        context.effects().begin(context.argc());
        for (int i = 0; i < context.argc(); i++) {
            context.effects().arg(context.arg(i));
        }
    }
}
