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

import java.util.List;

/** Removes elements from one end of a list and returns them. */
final class PopCommand implements Command {
    private static final CommandSpec LPOP =
            CommandSpec.of("lpop", -2, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary(
                            "Returns and removes one or more elements from the beginning of a list."
                                    + " Deletes the list if the last element was popped.")
                    .complexity("O(N) where N is the number of elements returned")
                    .changed("6.2.0", "Added the `count` argument.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "access", "delete"));
    private static final CommandSpec RPOP =
            CommandSpec.of("rpop", -2, CommandGroup.LIST)
                    .since("1.0.0")
                    .summary(
                            "Returns and removes one or more elements from the end of a list."
                                    + " Deletes the list if the last element was popped.")
                    .complexity("O(N) where N is the number of elements returned")
                    .changed("6.2.0", "Added the `count` argument.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "access", "delete"));

    private final CommandSpec spec;
    private final boolean head;

    private PopCommand(CommandSpec spec, boolean head) {
        this.spec = spec;
        this.head = head;
    }

    static List<Command> all() {
        return List.of(new PopCommand(LPOP, true), new PopCommand(RPOP, false));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() > 3) {
            context.refuse(ReplyError.wrongArity(spec.name()));
            return;
        }
        boolean counted = context.argc() == 3;
        long count =
                counted
                        ? context.rangeOrReply(2, 0, Long.MAX_VALUE, ReplyError.MUST_BE_POSITIVE)
                        : 1;
        if (context.refused()) {
            return;
        }
        ListEdit edit = ListAccess.editOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        if (edit.entry() == 0) {
            if (counted) {
                context.reply().nullArray();
            } else {
                context.reply().nullBulk();
            }
        } else if (counted && count == 0) {
            context.reply().array(0);
        } else if (counted) {
            ListAccess.popMany(context, edit, head, count);
        } else {
            context.reply().bulk(edit.end(head));
            edit.removeEnds(head, 1);
            edit.settle();
        }
    }
}
