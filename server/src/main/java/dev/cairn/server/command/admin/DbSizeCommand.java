// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Tells how many keys the database has. */
final class DbSizeCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("dbsize", 1, CommandGroup.SERVER)
                    .since("1.0.0")
                    .summary("Returns the number of keys in the database.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .tips("request_policy:all_shards", "response_policy:agg_sum");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.reply().integer(context.database().size());
    }
}
