// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;

/** Moves a key to another database. */
final class MoveCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("move", 3, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Moves a key to another database.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RW", "access", "update"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        int index = DatabaseArgument.parseOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        Database from = context.database();
        Database to = context.keyspace().database(index);
        if (from == to) {
            context.refuse(ReplyError.SAME_OBJECT);
            return;
        }
        context.reply().integer(from.move(context.arg(1), to) ? 1 : 0);
    }
}
