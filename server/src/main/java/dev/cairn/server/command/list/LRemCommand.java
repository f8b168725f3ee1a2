// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.list.ListEdit;

/** Removes elements that equal a text. */
final class LRemCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("lrem", 4, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary(
                            "Removes elements from a list. Deletes the list if the last element was"
                                    + " removed.")
                    .complexity(
                            "O(N+M) where N is the length of the list and M is the number of"
                                    + " elements removed.")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "delete"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {

        long count = context.longOrReply(2);
        if (context.refused()) {
            return;
        }
        if (count == Long.MIN_VALUE) {
            context.refuse(LPosCommand.BEYOND_LONG);
            return;
        }
        ListEdit edit = ListAccess.editOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        if (edit.entry() == 0) {
            context.reply().integer(0);
            return;
        }
        long most = count == 0 ? Long.MAX_VALUE : Math.abs(count);
        long removed = edit.removeEqual(context.arg(3), most, count >= 0);
        if (removed > 0) {
            edit.settle();
        }
        context.reply().integer(removed);
    }
}
