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

/** Whether a hash has a field. */
final class HExistsCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hexists", 3, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary("Determines whether a field exists in a hash.")
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
        boolean exists = entry != 0 && context.database().hashes().exists(entry, context.arg(2));
        context.reply().integer(exists ? 1 : 0);
    }
}
