// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.type.list.ListEdit;

/** Replaces one element by its index. */
final class LSetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("lset", 4, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary("Sets the value of an element in a list by its index.")
                    .complexity(
                            "O(N) where N is the length of the list. Setting either the first or"
                                    + " the last element of the list is O(1).")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "update"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {

        ListEdit edit = ListAccess.editOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        if (edit.entry() == 0) {
            context.refuse(ReplyError.NO_SUCH_KEY);
            return;
        }
        // The index counts in 32 bits, as it does in Valkey.
        int index = (int) context.longOrReply(2);
        if (context.refused()) {
            return;
        }
        edit.expect(1, context.arg(3).length());
        long length = edit.length();
        long place = index < 0 ? index + length : index;
        if (place < 0 || place >= length) {
            context.refuse(ReplyError.INDEX_OUT_OF_RANGE);
            return;
        }
        edit.set(place, context.arg(3));
        edit.settle();
        context.reply().ok();
    }
}
