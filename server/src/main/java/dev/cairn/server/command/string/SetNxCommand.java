// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;

/** Sets a string if its key does not exist. */
final class SetNxCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("setnx", 3, CommandGroup.STRING)
                    .since("1.0.0")
                    .summary("Sets the string value of a key only when the key doesn't exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "OW", "insert"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        boolean missing = context.database().findForWrite(context.arg(1)) == 0;
        if (missing) {
            context.database().strings().set(context.arg(1), context.arg(2), -1, false);
        }
        context.reply().integer(missing ? 1 : 0);
    }
}
