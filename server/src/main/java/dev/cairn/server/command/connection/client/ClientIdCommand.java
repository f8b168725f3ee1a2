// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Tells the connection's number. */
final class ClientIdCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("id", 2, CommandGroup.CONNECTION)
                    .since("5.0.0")
                    .summary("Returns the unique client ID of the connection.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.reply().integer(context.session().id());
    }
}
