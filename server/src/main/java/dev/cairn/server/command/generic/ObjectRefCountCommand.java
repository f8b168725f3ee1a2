// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;

/** Tells how many keys share a value: none ever does. */
final class ObjectRefCountCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("refcount", 3, CommandGroup.GENERIC)
                    .since("2.2.3")
                    .summary("Returns the reference count of a value of a key.")
                    .complexity("O(1)")
                    .flags(CommandFlag.READONLY)
                    .acl(AclCategory.KEYSPACE)
                    .key(KeySpec.at(2, "RO"))
                    .tips("nondeterministic_output");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (QuietLookup.find(context, context.arg(2)) == 0) {
            context.reply().nullBulk();
        } else {
            context.reply().integer(1);
        }
    }
}
