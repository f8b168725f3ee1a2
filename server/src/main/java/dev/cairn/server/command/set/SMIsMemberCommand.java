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

/** Says of several members whether a set has them. */
final class SMIsMemberCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("smismember", -3, CommandGroup.SET)
                    .since("6.2.0")
                    .summary("Determines whether multiple members belong to a set.")
                    .complexity(
                            "O(N) where N is the number of elements being checked for membership")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.SET)
                    .key(KeySpec.at(1, "RO", "access"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.SET);
        if (context.refused()) {
            return;
        }
        context.reply().array(context.argc() - 2);
        for (int i = 2; i < context.argc(); i++) {
            boolean found = entry != 0 && context.database().sets().contains(entry, context.arg(i));
            context.reply().integer(found ? 1 : 0);
        }
    }
}
