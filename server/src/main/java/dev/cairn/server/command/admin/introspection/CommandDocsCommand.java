// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.introspection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.ArrayList;
import java.util.List;

/** Documents the named commands, or all of them. */
final class CommandDocsCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("docs", -2, CommandGroup.SERVER)
                    .since("7.0.0")
                    .summary("Returns documentary information about one, multiple or all commands.")
                    .complexity("O(N) where N is the number of commands to look up")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION)
                    .tips("nondeterministic_output_order");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        List<CommandEntry> entries = new ArrayList<>();
        if (context.argc() == 2) {
            entries.addAll(context.server().commands().entries());
        } else {
            for (int i = 2; i < context.argc(); i++) {
                CommandEntry entry =
                        context.server().commands().findFullName(context.arg(i).toLatin1());
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        CommandDocumentation documentation = new CommandDocumentation(context.reply());
        context.reply().map(entries.size());
        entries.forEach(documentation::reply);
    }
}
