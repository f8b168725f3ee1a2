// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;

/** Removes elements from one end of the first list that there is, and returns them. */
final class LMPopCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("lmpop", -4, CommandGroup.LIST)
                    .since("7.0.0")
                    .summary(
                            "Returns multiple elements from a list after removing them. Deletes the"
                                    + " list if the last element was popped.")
                    .complexity(
                            "O(N+M) where N is the number of provided keys and M is the number of"
                                    + " elements returned.")
                    .flags(CommandFlag.WRITE, CommandFlag.MOVABLEKEYS)
                    .acl(AclCategory.LIST)
                    .key(KeySpec.counted(1, "RW", "access", "delete"));

    private final KeysAndEnd arguments = new KeysAndEnd();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        arguments.parseOrReply(context, 1);
        if (!context.refused() && !arguments.popOrReply(context) && !context.refused()) {
            context.reply().nullArray();
        }
    }
}
