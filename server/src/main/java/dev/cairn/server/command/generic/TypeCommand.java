// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;

/** Tells what kind of value a key holds. */
final class TypeCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("type", 2, CommandGroup.GENERIC)
                    .since("1.0.0")
                    .summary("Determines the type of value stored at a key.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY, CommandFlag.FAST)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(1, "RO"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        long entry = QuietLookup.find(context, context.arg(1));
        context.reply().simple(entry == 0 ? "none" : context.database().type(entry).text());
    }
}
