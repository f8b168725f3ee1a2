// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;

/** How long a command may wait, in milliseconds; 0 for as long as it takes. */
final class TimeoutArgument {
    private static final ReplyError NOT_A_NUMBER =
            ReplyError.of("ERR timeout is not an integer or out of range");
    private static final ReplyError NEGATIVE = ReplyError.of("ERR timeout is negative");
    private static final ReplyError OUT_OF_RANGE = ReplyError.of("ERR timeout is out of range");

    private TimeoutArgument() {}

    /** The moment at which the wait is over, {@code Long.MAX_VALUE} for never. */
    static long deadlineOrReply(CommandContext context, int index) {
        long timeout = context.longOrReply(index, NOT_A_NUMBER);
        if (context.refused()) {
            return 0;
        }
        if (timeout < 0) {
            context.refuse(NEGATIVE);
        } else if (timeout > Long.MAX_VALUE - context.nowMillis()) {
            context.refuse(OUT_OF_RANGE);
        }
        return timeout == 0 ? Long.MAX_VALUE : timeout + context.nowMillis();
    }
}
