// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;

/** Tells how a value is laid out, by Valkey's names. */
final class ObjectEncodingCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("encoding", 3, CommandGroup.GENERIC)
                    .since("2.2.3")
                    .summary("Returns the internal encoding of an object.")
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
        long entry = QuietLookup.find(context, context.arg(2));
        if (entry == 0) {
            context.reply().nullBulk();
        } else {
            context.reply().bulk(context.database().encoding(entry).text());
        }
    }
}
