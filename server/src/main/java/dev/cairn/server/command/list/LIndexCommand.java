// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.list.ListCursor;
import dev.cairn.storage.type.list.Lists;

/** One element by its index. */
final class LIndexCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("lindex", 3, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary("Returns an element from a list by its index.")
                    .complexity(
                            "O(N) where N is the number of elements to traverse to get to the"
                                + " element at index. This makes asking for the first or the last"
                                + " element of the list O(1).")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RO", "access"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {

        long entry = context.findOrReply(context.arg(1), ValueType.LIST);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            context.reply().nullBulk();
            return;
        }
        long index = context.longOrReply(2);
        if (context.refused()) {
            return;
        }
        Lists lists = context.database().lists();
        long length = lists.length(entry);
        long place = index < 0 ? index + length : index;
        if (place < 0 || place >= length) {
            context.reply().nullBulk();
            return;
        }
        ListCursor cursor = lists.cursor(entry, place, true);
        cursor.next();
        context.reply().bulk(cursor.value());
    }
}
