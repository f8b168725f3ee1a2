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

/** Removes elements from one end of the first list that there is, or waits until there is one. */
final class BLMPopCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("blmpop", -5, CommandGroup.LIST)
                    .since("7.0.0")
                    .summary(
                            "Pops the first element from one of multiple lists. Blocks until an"
                                + " element is available otherwise. Deletes the list if the last"
                                + " element was popped.")
                    .complexity(
                            "O(N+M) where N is the number of provided keys and M is the number of"
                                    + " elements returned.")
                    .flags(CommandFlag.WRITE, CommandFlag.BLOCKING, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.counted(2, "RW", "access", "delete"));

    private final KeysAndEnd arguments = new KeysAndEnd();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        arguments.parseOrReply(context, 2);
        if (context.refused()) {
            return;
        }
        long deadline = BlockTimeout.secondsOrReply(context, 1);
        if (context.refused() || arguments.popOrReply(context) || context.refused()) {
            return;
        }
        if (context.mayBlock()) {
            context.block(
                    KeyWait.on(ValueType.LIST, arguments.firstKey(), arguments.keys(), deadline));
        } else {
            context.reply().nullArray();
        }
    }
}
