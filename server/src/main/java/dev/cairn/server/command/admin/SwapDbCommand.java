// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;

/** Exchanges the contents of two databases. */
final class SwapDbCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("swapdb", 3, CommandGroup.SERVER)
                    .since("4.0.0")
                    .summary("Swaps two databases.")
                    .complexity(
                            "O(N) where N is the count of clients watching or blocking on keys from"
                                    + " both databases.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE, AclCategory.DANGEROUS);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError BAD_FIRST = ReplyError.of("ERR invalid first DB index");
    private static final ReplyError BAD_SECOND = ReplyError.of("ERR invalid second DB index");

    @Override
    public void execute(CommandContext context) {
        long first = context.rangeOrReply(1, Integer.MIN_VALUE, Integer.MAX_VALUE, BAD_FIRST);
        if (context.refused()) {
            return;
        }
        long second = context.rangeOrReply(2, Integer.MIN_VALUE, Integer.MAX_VALUE, BAD_SECOND);
        if (context.refused()) {
            return;
        }
        int count = context.keyspace().databaseCount();
        if (first < 0 || first >= count || second < 0 || second >= count) {
            context.refuse(ReplyError.DB_INDEX_OUT_OF_RANGE);
            return;
        }
        context.keyspace().swap((int) first, (int) second);
        context.reply().ok();
    }
}
