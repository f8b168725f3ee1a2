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

import java.util.List;

/** Moves an element from one end of a list to one end of another, or of the same. */
final class MoveCommand implements Command {
    private static final CommandSpec LMOVE =
            CommandSpec.of("lmove", 5, CommandGroup.LIST)
                    .since("6.2.0")
                    .summary(
                            "Returns an element after popping it from one list and pushing it to"
                                    + " another. Deletes the list if the last element was moved.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "access", "delete"))
                    .key(KeySpec.at(2, "RW", "insert"));
    private static final CommandSpec RPOPLPUSH =
            CommandSpec.of("rpoplpush", 3, CommandGroup.LIST)
                    .since("1.2.0")
                    .summary(
                            "Returns the last element of a list after removing and pushing it to"
                                + " another list. Deletes the list if the last element was popped.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "access", "delete"))
                    .key(KeySpec.at(2, "RW", "insert"));

    private final CommandSpec spec;

    private MoveCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new MoveCommand(LMOVE), new MoveCommand(RPOPLPUSH));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        boolean named = spec == LMOVE;
        boolean fromHead = named && ListAccess.headOrReply(context, 3);
        if (context.refused()) {
            return;
        }
        boolean toHead = !named || ListAccess.headOrReply(context, 4);
        if (context.refused()) {
            return;
        }
        ListEdit source = ListAccess.editOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        if (source.entry() == 0) {
            context.reply().nullBulk();
            return;
        }
        move(context, source, fromHead, toHead);
    }

    /** Moves one element of a list that is there; the other one may hold something else. */
    static void move(CommandContext context, ListEdit source, boolean fromHead, boolean toHead) {
        if (context.arg(1).equals(context.arg(2))) {
            context.reply().bulk(source.rotate(fromHead, toHead));
            return;
        }
        ListEdit target = ListAccess.targetOrReply(context, context.arg(2));
        if (context.refused()) {
            return;
        }
        context.reply().bulk(source.moveEnd(fromHead, target, toHead));
    }
}
