// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Protects the connection from being closed for the memory that it takes. */
final class ClientNoEvictCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("no-evict", 3, CommandGroup.CONNECTION)
                    .since("7.0.0")
                    .summary("Sets the client eviction mode of the connection.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.ADMIN,
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
        boolean on = OnOff.isOnOrReply(context, 2);
        if (!context.refused()) {
            context.session().noEvict(on);
            context.reply().ok();
        }
    }
}
