// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeyArguments;

import java.util.List;

/** Tells which arguments of a whole command are keys. */
final class CommandGetKeysCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("getkeys", -3, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Extracts the key names from an arbitrary command.")
                    .complexity("O(N) where N is the number of arguments to the command")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        List<KeyArguments.Found> keys = AskedKeys.findOrReply(context);
        if (!context.refused()) {
            context.reply().array(keys.size());
            keys.forEach(key -> context.reply().bulk(context.arg(key.index())));
        }
    }
}
