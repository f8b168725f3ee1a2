// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.set.SetEdit;

/** Removes members; the key goes with its last one. */
final class SRemCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("srem", -3, CommandGroup.SET)
                    .since("1.0.0")
                    .summary(
                            "Removes one or more members from a set. Deletes the set if the last"
                                    + " member was removed.")
                    .complexity("O(N) where N is the number of members to be removed.")
                    .changed("2.4.0", "Accepts multiple `member` arguments.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.SET)
                    .key(KeySpec.at(1, "RW", "delete"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        SetEdit edit = SetAccess.editOrReply(context, 1);
        if (context.refused()) {
            return;
        }
        int removed = 0;
        for (int i = 2; i < context.argc(); i++) {
            removed += edit.remove(context.arg(i)) ? 1 : 0;
        }
        context.reply().integer(removed);
    }
}
