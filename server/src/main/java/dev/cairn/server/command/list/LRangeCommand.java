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

/** The elements from one index to another. */
final class LRangeCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("lrange", 4, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary("Returns a range of elements from a list.")
                    .complexity(
                            "O(S+N) where S is the distance of start offset from HEAD for small"
                                + " lists, from nearest end (HEAD or TAIL) for large lists; and N"
                                + " is the number of elements in the specified range.")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RO", "access"));

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
        long entry = context.findOrReply(context.arg(1), ValueType.LIST);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            context.reply().array(0);
            return;
        }
        Lists lists = context.database().lists();
        long length = lists.length(entry);
        long first = Math.max(0, start < 0 ? start + length : start);
        long last = Math.min(length - 1, stop < 0 ? stop + length : stop);
        if (first > last) {
            context.reply().array(0);
            return;
        }
        context.reply().array(last - first + 1);
        ListCursor cursor = lists.cursor(entry, first, true);
        for (long i = first; i <= last; i++) {
            cursor.next();
            context.reply().bulk(cursor.value());
        }
    }
}
