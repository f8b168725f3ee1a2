// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Removes all keys of all databases. */
final class FlushAllCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("flushall", -1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("Removes all keys from all databases.")
                    .complexity("O(N) where N is the total number of keys in all databases")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.KEYSPACE, AclCategory.DANGEROUS)
                    .tips("request_policy:all_shards", "response_policy:all_succeeded")
                    .changed("4.0.0", "Added the `ASYNC` flushing mode modifier.")
                    .changed("6.2.0", "Added the `SYNC` flushing mode modifier.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final int ALL_DATABASES = -1;

    @Override
    public void execute(CommandContext context) {
        boolean lazy = FlushMode.isLazyOrReply(context);
        if (!context.refused()) {
            context.keyspace().flush(ALL_DATABASES, lazy);
            context.reply().ok();
        }
    }
}
