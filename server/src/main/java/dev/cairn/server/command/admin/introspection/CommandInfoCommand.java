// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyWriter;

import java.util.List;

/** Describes the named commands, or all of them. */
final class CommandInfoCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("info", -2, CommandGroup.SERVER)
                    .since("2.8.13")
                    .summary("Returns information about one, multiple or all commands.")
                    .complexity("O(N) where N is the number of commands to look up")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION)
                    .tips("nondeterministic_output_order")
                    .changed(
                            "7.0.0",
                            "Allowed to be called with no argument to get info on all commands.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        ReplyWriter reply = context.reply();
        if (context.argc() == 2) {
            List<CommandEntry> entries = context.server().commands().entries();
            reply.array(entries.size());
            entries.forEach(entry -> CommandDescription.reply(reply, entry));
            return;
        }
        reply.array(context.argc() - 2);
        for (int i = 2; i < context.argc(); i++) {
            CommandEntry entry =
                    context.server().commands().findFullName(context.arg(i).toLatin1());
            if (entry == null) {
                reply.nullBulk();
            } else {
                CommandDescription.reply(reply, entry);
            }
        }
    }
}
