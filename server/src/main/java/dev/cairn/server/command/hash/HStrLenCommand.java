// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.hash.Hashes;

/** The length of a field's value. */
final class HStrLenCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hstrlen", 3, CommandGroup.HASH)
                    .since("3.2.0")
                    .summary("Returns the length of the value of a field.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = context.findOrReply(context.arg(1), ValueType.HASH);
        if (context.refused()) {
            return;
        }
        Hashes hashes = context.database().hashes();
        boolean found = entry != 0 && hashes.get(entry, context.arg(2));
        context.reply().integer(found ? hashes.value().length() : 0);
    }
}
