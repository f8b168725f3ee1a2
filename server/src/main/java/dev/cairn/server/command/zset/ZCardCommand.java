// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;

/** The number of members. */
final class ZCardCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("zcard", 2, CommandGroup.SORTED_SET)
                    .since("1.2.0")
                    .summary("Returns the number of members in a sorted set.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RO"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.ZSET);
        if (!context.refused()) {
            context.reply().integer(entry == 0 ? 0 : context.database().sortedSets().length(entry));
        }
    }
}
