// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;

/** Chooses the database that the session's commands work on. */
final class SelectCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("select", 2, CommandGroup.CONNECTION)
                    .since("1.0.0")
                    .summary("Changes the selected database.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.FAST,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError BEYOND_INT =
            ReplyError.of(
                    "ERR value is out of range, value must between "
                            + Integer.MIN_VALUE
                            + " and "
                            + Integer.MAX_VALUE);

    @Override
    public void execute(CommandContext context) {
        long index = context.longOrReply(1);
        if (context.refused()) {
            return;
        }
        if (index != (int) index) {
            context.refuse(BEYOND_INT);
        } else if (index < 0 || index >= context.keyspace().databaseCount()) {
            context.refuse(ReplyError.DB_INDEX_OUT_OF_RANGE);
        } else {
            context.session().database((int) index);
            context.reply().ok();
        }
    }
}
