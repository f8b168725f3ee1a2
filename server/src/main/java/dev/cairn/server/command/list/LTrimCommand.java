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

/** Keeps the elements from one index to another. */
final class LTrimCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("ltrim", 4, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary(
                            "Removes elements from both ends of a list. Deletes the list if all"
                                    + " elements were trimmed.")
                    .complexity(
                            "O(N) where N is the number of elements to be removed by the"
                                    + " operation.")
                    .flags(CommandFlag.WRITE)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "delete"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {

        long start = context.longOrReply(2);
        if (context.refused()) {
            return;
        }
        long stop = context.longOrReply(3);
        if (context.refused()) {
            return;
        }
        ListEdit edit = ListAccess.editOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        if (edit.entry() != 0) {
            long length = edit.length();
            long first = Math.max(0, start < 0 ? start + length : start);
            long last = Math.min(length - 1, stop < 0 ? stop + length : stop);
            boolean all = first > last;
            edit.removeEnds(true, all ? length : first);
            edit.removeEnds(false, all ? 0 : length - 1 - last);
            edit.settle();
        }
        context.reply().ok();
    }
}
