// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Removes all keys of the database. */
final class FlushDbCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("flushdb", -1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("Removes all keys from the current database.")
                    .complexity("O(N) where N is the number of keys in the selected database")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.KEYSPACE, AclCategory.DANGEROUS)
                    .tips("request_policy:all_shards", "response_policy:all_succeeded")
                    .changed("4.0.0", "Added the `ASYNC` flushing mode modifier.")
                    .changed("6.2.0", "Added the `SYNC` flushing mode modifier.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        boolean lazy = FlushMode.isLazyOrReply(context);
        if (!context.refused()) {
            context.keyspace().flush(context.session().database(), lazy);
            context.reply().ok();
        }
    }
}
