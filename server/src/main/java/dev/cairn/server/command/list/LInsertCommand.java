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

/** Adds an element beside another one. */
final class LInsertCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("linsert", 5, CommandGroup.LIST)
                    .since("2.2.0")
                    .summary("Inserts an element before or after another element in a list.")
                    .complexity(
                            "O(N) where N is the number of elements to traverse before seeing the"
                                + " value pivot. This means that inserting somewhere on the left"
                                + " end on the list (head) can be considered O(1) and inserting"
                                + " somewhere on the right end (tail) is O(N).")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "insert"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {

        boolean before = context.request().is(2, "BEFORE");
        if (!before && !context.request().is(2, "AFTER")) {
            context.refuse(ReplyError.SYNTAX);
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
        edit.expect(1, context.arg(4).length());
        boolean inserted = edit.insert(context.arg(3), context.arg(4), before);
        context.reply().integer(inserted ? edit.length() : -1);
    }
}
