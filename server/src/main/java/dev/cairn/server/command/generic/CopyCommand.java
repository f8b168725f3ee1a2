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
import dev.cairn.storage.memory.ByteSlice;

/** Copies a key's value and expiry to another key, in another database too. */
final class CopyCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("copy", -3, CommandGroup.GENERIC)
                    .since("6.2.0")
                    .summary("Copies the value of a key to a new key.")
                    .complexity(
                            "O(N) worst case for collections, where N is the number of nested "
                                    + "items. O(1) for string values.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RO", "access"))
                    .key(KeySpec.at(2, "OW", "update"));

    private boolean replace;
    private int targetDatabase;

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        optionsOrReply(context);
        if (context.refused()) {
            return;
        }
        ByteSlice from = context.arg(1);
        ByteSlice to = context.arg(2);
        Database source = context.database();
        Database target = context.keyspace().database(targetDatabase);
        if (source == target && from.equals(to)) {
            context.refuse(ReplyError.SAME_OBJECT);
            return;
        }
        boolean copied =
                source.find(from) != 0
                        && (replace || target.findForWrite(to) == 0)
                        && source.copy(from, target, to);
        context.reply().integer(copied ? 1 : 0);
    }

    private void optionsOrReply(CommandContext context) {
        replace = false;
        targetDatabase = context.session().database();
        for (int i = 3; i < context.argc() && !context.refused(); i++) {
            if (context.request().is(i, "REPLACE")) {
                replace = true;
            } else if (context.request().is(i, "DB") && i + 1 < context.argc()) {
                targetDatabase = DatabaseArgument.parseOrReply(context, ++i);
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
    }
}
