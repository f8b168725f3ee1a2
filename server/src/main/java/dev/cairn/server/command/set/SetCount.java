// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;

/** What SINTERCARD and its kin take: a number of keys, the keys, LIMIT, and for some APPROX. */
final class SetCount {
    private static final ReplyError NO_KEYS = ReplyError.of("ERR numkeys should be greater than 0");
    private static final ReplyError TOO_MANY_KEYS =
            ReplyError.of("ERR Number of keys can't be greater than number of args");
    private static final ReplyError NEGATIVE_LIMIT = ReplyError.of("ERR LIMIT can't be negative");

    /** Where the first key stands among the arguments. */
    static final int FIRST_KEY = 2;

    private int keyCount;
    private long limit = Long.MAX_VALUE;
    private boolean approximate;

    private SetCount() {}

    static SetCount parseOrReply(CommandContext context, boolean mayApproximate) {
        SetCount parsed = new SetCount();
        long keys = context.rangeOrReply(1, 1, Long.MAX_VALUE, NO_KEYS);
        if (!context.refused() && keys > context.argc() - FIRST_KEY) {
            context.refuse(TOO_MANY_KEYS);
        }
        if (context.refused()) {
            return parsed;
        }
        parsed.keyCount = (int) keys;
        for (int i = FIRST_KEY + (int) keys; i < context.argc() && !context.refused(); i++) {
            if (context.request().is(i, "LIMIT") && i + 1 < context.argc()) {
                long given = context.rangeOrReply(++i, 0, Long.MAX_VALUE, NEGATIVE_LIMIT);
                parsed.limit = given == 0 ? Long.MAX_VALUE : given;
            } else if (context.request().is(i, "APPROX") && mayApproximate) {
                parsed.approximate = true;
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        return parsed;
    }

    int keyCount() {
        return keyCount;
    }

    /** Where counting may stop. */
    long limit() {
        return limit;
    }

    boolean isApproximate() {
        return approximate;
    }
}
