// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;

/** The number of a database. */
final class DatabaseArgument {
    private static final ReplyError BEYOND_INT =
            ReplyError.of(
                    "ERR value is out of range, value must between "
                            + Integer.MIN_VALUE
                            + " and "
                            + Integer.MAX_VALUE);

    private DatabaseArgument() {}

    static int parseOrReply(CommandContext context, int index) {
        long number = context.longOrReply(index);
        if (context.refused()) {
            return 0;
        }
        if (number != (int) number) {
            context.refuse(BEYOND_INT);
        } else if (number < 0 || number >= context.keyspace().databaseCount()) {
            context.refuse(ReplyError.DB_INDEX_OUT_OF_RANGE);
        }
        return (int) number;
    }
}
