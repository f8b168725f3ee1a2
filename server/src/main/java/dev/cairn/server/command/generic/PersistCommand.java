// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.Database;

/** Takes a key's expiry away. */
final class PersistCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("persist", 2, CommandGroup.GENERIC)
                    .since("2.2.0")
                    .summary("Removes the expiration time of a key.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RW", "update"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        Database database = context.database();
        long entry = database.findForWrite(context.arg(1));
        boolean expires = entry != 0 && database.expireAtMillis(entry) >= 0;
        if (expires) {
            database.setExpireAt(context.arg(1), -1);
        }
        context.reply().integer(expires ? 1 : 0);
    }
}
