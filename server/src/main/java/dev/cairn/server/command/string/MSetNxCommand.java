// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.Database;

/** Sets several strings if none of the keys exists. */
final class MSetNxCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("msetnx", -3, CommandGroup.STRING)
                    .since("1.0.1")
                    .summary(
                            "Atomically modifies the string values of one or more keys only when "
                                    + "all keys don't exist.")
                    .complexity("O(N) where N is the number of keys to set.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.range(1, -1, 2, "OW", "insert"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() % 2 == 0) {
            context.refuse(ReplyError.wrongArity(context.command().fullName()));
            return;
        }
        Database database = context.database();
        for (int i = 1; i < context.argc(); i += 2) {
            if (database.findForWrite(context.arg(i)) != 0) {
                context.reply().integer(0);
                return;
            }
        }
        MSetCommand.setPairs(context);
        context.reply().integer(1);
    }
}
