// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.string;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;

/** Answers with a string and deletes its key. */
final class GetDelCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("getdel", 2, CommandGroup.STRING)
                    .since("6.2.0")
                    .summary("Returns the string value of a key after deleting the key.")
                    .complexity("O(1)")
                    .flags(CommandFlag.WRITE, CommandFlag.FAST)
                    .acl(AclCategory.STRING)
                    .key(KeySpec.at(1, "RW", "access", "delete"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.STRING);
        if (context.refused()) {
            return;
        }
        GetCommand.replyValue(context, entry);
        if (entry != 0) {
            context.database().delete(context.arg(1), false);
        }
    }
}
