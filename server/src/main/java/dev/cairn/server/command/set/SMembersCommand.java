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

/** All members of a set. */
final class SMembersCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("smembers", 2, CommandGroup.SET)
                    .since("1.0.0")
                    .summary("Returns all members of a set.")
                    .complexity("O(N) where N is the set cardinality.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.SET)
                    .key(KeySpec.at(1, "RO", "access"))
                    .tips("nondeterministic_output_order");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.SET);
        if (!context.refused()) {
            SetAccess.writeAll(context, entry);
        }
    }
}
