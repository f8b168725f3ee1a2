// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Describes this connection. */
final class ClientInfoCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("info", 2, CommandGroup.CONNECTION)
                    .since("6.2.0")
                    .summary("Returns information about the connection.")
                    .complexity("O(1)")
                    .flags(CommandFlag.NOSCRIPT, CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION)
                    .tips("nondeterministic_output");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.reply()
                .verbatim("txt", new ClientDescription(context).line(context.session()) + "\n");
    }
}
