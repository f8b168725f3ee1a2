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

/** The number of fields, those that are due but not yet removed included, as Valkey counts them. */
final class HLenCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hlen", 2, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary("Returns the number of fields in a hash.")
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
        context.reply().integer(entry == 0 ? 0 : context.database().hashes().length(entry));
    }
}
