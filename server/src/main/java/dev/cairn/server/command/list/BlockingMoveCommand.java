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
import dev.cairn.storage.type.list.ListEdit;

import java.util.List;

/** Moves an element from one list to another, or waits until there is one to move. */
final class BlockingMoveCommand implements Command {
    private static final CommandSpec BLMOVE =
            CommandSpec.of("blmove", 6, CommandGroup.LIST)
                    .since("6.2.0")
                    .summary(
                            "Pops an element from a list, pushes it to another list and returns it."
                                    + " Blocks until an element is available otherwise. Deletes the"
                                    + " list if the last element was moved.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.BLOCKING)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "access", "delete"))
                    .key(KeySpec.at(2, "RW", "insert"));
    private static final CommandSpec BRPOPLPUSH =
            CommandSpec.of("brpoplpush", 4, CommandGroup.LIST)
                    .since("2.2.0")
                    .summary(
                            "Pops an element from a list, pushes it to another list and returns it."
                                    + " Blocks until an element is available otherwise. Deletes the"
                                    + " list if the last element was popped.")
                    .complexity("O(1)")
                    .changed("6.0.0", "`timeout` is interpreted as a double instead of an integer.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.BLOCKING)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.at(1, "RW", "access", "delete"))
                    .key(KeySpec.at(2, "RW", "insert"));

    private final CommandSpec spec;

    private BlockingMoveCommand(CommandSpec spec) {
        this.spec = spec;
    }

    static List<Command> all() {
        return List.of(new BlockingMoveCommand(BLMOVE), new BlockingMoveCommand(BRPOPLPUSH));
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public void execute(CommandContext context) {
        boolean named = spec == BLMOVE;
        boolean fromHead = named && ListAccess.headOrReply(context, 3);
        if (context.refused()) {
            return;
        }
        boolean toHead = !named || ListAccess.headOrReply(context, 4);
        if (context.refused()) {
            return;
        }
        long deadline = BlockTimeout.secondsOrReply(context, context.argc() - 1);
        if (context.refused()) {
            return;
        }
        ListEdit source = ListAccess.editOrReply(context, context.arg(1));
        if (context.refused()) {
            return;
        }
        if (source.entry() != 0) {
            move(context, source, fromHead, toHead);
        } else if (context.mayBlock()) {
            context.block(KeyWait.on(ValueType.LIST, 1, 1, deadline));
        } else {
            context.reply().nullBulk();
        }
    }

    private static void move(
            CommandContext context, ListEdit source, boolean fromHead, boolean toHead) {
        MoveCommand.move(context, source, fromHead, toHead);
        if (!context.refused()) {
            context.effects()
                    .begin(5)
                    .arg("LMOVE")
                    .arg(context.arg(1))
                    .arg(context.arg(2))
                    .arg(fromHead ? "LEFT" : "RIGHT")
                    .arg(toHead ? "LEFT" : "RIGHT");
        }
    }
}
