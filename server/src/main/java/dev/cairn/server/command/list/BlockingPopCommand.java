// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.BlockTimeout;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.command.KeyWait;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.list.ListEdit;

import java.util.List;

/** Removes an element from one end of the first list that there is, or waits until there is one. */
final class BlockingPopCommand implements Command {
    private static final CommandSpec BLPOP =
            CommandSpec.of("blpop", -3, CommandGroup.LIST)
                    .since("2.0.0")
                    .summary(
                            "Removes and returns the first element in a list. Blocks until an"
                                + " element is available otherwise. Deletes the list if the last"
                                + " element was popped.")
                    .complexity("O(N) where N is the number of provided keys.")
                    .changed("6.0.0", "`timeout` is interpreted as a double instead of an integer.")
                    .flags(CommandFlag.WRITE, CommandFlag.BLOCKING)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.range(1, -2, 1, "RW", "access", "delete"));
    private static final CommandSpec BRPOP =
            CommandSpec.of("brpop", -3, CommandGroup.LIST)
                    .since("2.0.0")
                    .summary(
                            "Removes and returns the last element in a list. Blocks until an"
                                + " element is available otherwise. Deletes the list if the last"
                                + " element was popped.")
                    .complexity("O(N) where N is the number of provided keys.")
                    .changed("6.0.0", "`timeout` is interpreted as a double instead of an integer.")
                    .flags(CommandFlag.WRITE, CommandFlag.BLOCKING)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.range(1, -2, 1, "RW", "access", "delete"));

    private final CommandSpec spec;
    private final boolean head;

    private BlockingPopCommand(CommandSpec spec, boolean head) {
        this.spec = spec;
        this.head = head;
    }

    static List<Command> all() {
        return List.of(new BlockingPopCommand(BLPOP, true), new BlockingPopCommand(BRPOP, false));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        int last = context.argc() - 1;
        long deadline = BlockTimeout.secondsOrReply(context, last);
        if (context.refused()) {
            return;
        }
        for (int i = 1; i < last; i++) {
            ListEdit edit = ListAccess.editOrReply(context, context.arg(i));
            if (context.refused()) {
                return;
            }
            if (edit.entry() != 0) {
                pop(context, context.arg(i), edit);
                return;
            }
        }
        if (context.mayBlock()) {
            context.block(KeyWait.on(ValueType.LIST, 1, last - 1, deadline));
        } else {
            context.reply().nullArray();
        }
    }

    private void pop(CommandContext context, ByteSlice key, ListEdit edit) {
        context.reply().array(2);
        context.reply().bulk(key);
        context.reply().bulk(edit.end(head));
        edit.removeEnds(head, 1);
        edit.settle();
        context.effects().begin(2).arg(head ? "LPOP" : "RPOP").arg(key);
    }
}
