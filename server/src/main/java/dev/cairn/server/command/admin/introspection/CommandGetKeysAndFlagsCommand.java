// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeyArguments;
import dev.cairn.server.resp.ReplyWriter;

import java.util.List;

/** Tells which arguments of a whole command are keys, and what happens to them. */
final class CommandGetKeysAndFlagsCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("getkeysandflags", -3, CommandGroup.SERVER)
                    .since("7.0.0")
                    .summary("Extracts the key names and access flags for an arbitrary command.")
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
        if (context.refused()) {
            return;
        }
        ReplyWriter reply = context.reply();
        reply.array(keys.size());
        for (KeyArguments.Found key : keys) {
            reply.array(2);
            reply.bulk(context.arg(key.index()));
            reply.set(key.flags().size());
            key.flags().forEach(reply::simple);
        }
    }
}
