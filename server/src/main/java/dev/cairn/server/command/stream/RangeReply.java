// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.type.stream.StreamCursor;
import dev.cairn.storage.type.stream.StreamId;

/** Answers XRANGE and XREVRANGE. Reused from call to call. */
final class RangeReply {
    private final IdArgument ids = new IdArgument();
    private final EntryReply entries = new EntryReply();
    private final StreamId start = new StreamId();
    private final StreamId end = new StreamId();

    void reply(CommandContext context, boolean reverse) {
        ids.startOrReply(context, reverse ? 3 : 2, start);
        if (!context.refused()) {
            ids.endOrReply(context, reverse ? 2 : 3, end);
        }
        long count = context.refused() ? 0 : countOrReply(context);
        if (context.refused()) {
            return;
        }
        long stream = StreamAccess.findOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        if (stream == 0) {
            context.reply().array(0);
        } else if (count == 0) {
            context.reply().nullArray();
        } else {
            StreamCursor cursor =
                    StreamAccess.streams(context).cursor().start(stream, start, end, reverse);
            entries.entries(context.reply(), cursor, count);
        }
    }

    /** How many entries are wanted at most; the greatest number where nothing is said. */
    private static long countOrReply(CommandContext context) {
        long count = Long.MAX_VALUE;
        for (int i = 4; i < context.argc(); i += 2) {
            if (i + 1 == context.argc() || !context.arg(i).equalsIgnoreCase("COUNT")) {
                context.refuse(ReplyError.SYNTAX);
                return 0;
            }
            count = Math.max(0, context.longOrReply(i + 1));
            if (context.refused()) {
                return 0;
            }
        }
        return count;
    }
}
