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

/** Removes fields; the key goes with its last one. */
final class HDelCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hdel", -3, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary(
                            "Deletes one or more fields and their values from a hash. Deletes the"
                                    + " hash if no fields remain.")
                    .complexity("O(N) where N is the number of fields to be removed.")
                    .changed("2.4.0", "Accepts multiple `field` arguments.")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RW", "delete"));

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
        int removed = 0;
        for (int i = 2; i < context.argc(); i++) {
            removed += edit.remove(context.arg(i)) ? 1 : 0;
        }
        context.reply().integer(removed);
    }
}
