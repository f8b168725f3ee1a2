// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;

/** Says whether a set has a member. */
final class SIsMemberCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("sismember", 3, CommandGroup.SET)
                    .since("1.0.0")
                    .summary("Determines whether a member belongs to a set.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.SET)
                    .key(KeySpec.at(1, "RO"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.SET);
        if (!context.refused()) {
            boolean found = entry != 0 && context.database().sets().contains(entry, context.arg(2));
            context.reply().integer(found ? 1 : 0);
        }
    }
}
