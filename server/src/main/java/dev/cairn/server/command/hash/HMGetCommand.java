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

/** The values of several fields. */
final class HMGetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("hmget", -3, CommandGroup.HASH)
                    .since("2.0.0")
                    .summary("Returns the values of all fields in a hash.")
                    .complexity("O(N) where N is the number of fields being requested.")
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
        context.reply().array(context.argc() - 2);
        for (int i = 2; i < context.argc(); i++) {
            if (entry != 0 && hashes.get(entry, context.arg(i))) {
                context.reply().bulk(hashes.value());
            } else {
                context.reply().nullBulk();
            }
        }
    }
}
