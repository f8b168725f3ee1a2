// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.connection.ClientNames;

/** Names the connection; an empty name takes the name away. */
final class ClientSetNameCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("setname", 3, CommandGroup.CONNECTION)
                    .since("2.6.9")
                    .summary("Sets the connection name.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.CONNECTION)
                    .tips("request_policy:all_nodes", "response_policy:all_succeeded");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (!ClientNames.isValid(context.arg(2))) {
            context.refuse(ClientNames.INVALID);
            return;
        }
        context.session().name(context.arg(2).toLatin1());
        context.reply().ok();
    }
}
