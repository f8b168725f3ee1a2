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

/** The value of a field. */
final class HGetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hget", 3, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary("Returns the value of a field in a hash.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.HASH)
                    .key(KeySpec.at(1, "RO", "access"));

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
        if (entry != 0 && hashes.get(entry, context.arg(2))) {
            context.reply().bulk(hashes.value());
        } else {
            context.reply().nullBulk();
        }
    }
}
