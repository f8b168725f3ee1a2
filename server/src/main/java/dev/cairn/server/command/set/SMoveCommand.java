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
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.set.Sets;

/** Moves a member from one set to another. */
final class SMoveCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("smove", 4, CommandGroup.SET)
                    .since("1.0.0")
                    .summary("Moves a member from one set to another.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.SET)
                    .key(KeySpec.at(1, "RW", "access", "delete"))
                    .key(KeySpec.at(2, "RW", "insert"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long from = context.findForWriteOrReply(context.arg(1), ValueType.SET);
        if (context.refused()) {
            return;
        }
        if (from == 0) {
            context.reply().integer(0);
            return;
        }
        context.findForWriteOrReply(context.arg(2), ValueType.SET);
        if (context.refused()) {
            return;
        }
        Sets sets = context.database().sets();
        ByteSlice member = context.arg(3);
        if (context.arg(1).equals(context.arg(2))) {
            context.reply().integer(sets.contains(from, member) ? 1 : 0);
        } else if (sets.edit(context.arg(1)).remove(member)) {
            sets.edit(context.arg(2)).add(member);
            context.reply().integer(1);
        } else {
            context.reply().integer(0);
        }
    }
}
