// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.zset.SortedSetEdit;

/** Removes members; the key goes with its last one. */
final class ZRemCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("zrem", -3, CommandGroup.SORTED_SET)
                    .since("1.2.0")
                    .summary(
                            "Removes one or more members from a sorted set. Deletes the sorted set "
                                    + "if all members were removed.")
                    .complexity(
                            "O(M*log(N)) with N being the number of elements in the sorted set and "
                                    + "M the number of elements to be removed.")
                    .changed("2.4.0", "Accepts multiple elements.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.SORTEDSET)
                    .key(KeySpec.at(1, "RW", "delete"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        SortedSetEdit edit = SortedSetAccess.editOrReply(context, 1);
        if (context.refused()) {
            return;
        }
        int removed = 0;
        for (int i = 2; i < context.argc(); i++) {
            if (!Double.isNaN(edit.find(context.arg(i)))) {
                edit.remove();
                removed++;
            }
        }
        context.reply().integer(removed);
    }
}
