// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.type.hash.HashEdit;

/** Sets a field that is not there yet. */
final class HSetNxCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hsetnx", 4, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary(
                            "Sets the value of a field in a hash only when the field doesn't"
                                    + " exist.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "insert"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        HashEdit edit = HashAccess.editOrReply(context);
        if (context.refused()) {
            return;
        }
        boolean isNew = edit.find(context.arg(2)) == null;
        if (isNew) {
            edit.put(context.arg(2), context.arg(3), -1, false);
        }
        context.reply().integer(isNew ? 1 : 0);
    }
}
