// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.ValueType;

/** Deletes a key if it holds a given string. */
final class DelIfEqCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("delifeq", 3, CommandGroup.STRING)
                    .since("9.0.0")
                    .summary("Delete key if value matches string.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RM", "delete"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        Database database = context.database();
        long entry = context.findForWriteOrReply(context.arg(1), ValueType.STRING);
        if (context.refused()) {
            return;
        }
        boolean equal = entry != 0 && database.strings().value(entry).equals(context.arg(2));
        if (equal) {
            database.delete(context.arg(1), false);
        }
        context.reply().integer(equal ? 1 : 0);
    }
}
