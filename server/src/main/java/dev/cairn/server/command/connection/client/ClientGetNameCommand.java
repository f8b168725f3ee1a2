// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Tells the connection's name. */
final class ClientGetNameCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("getname", 2, CommandGroup.CONNECTION)
                    .since("2.6.9")
                    .summary("Returns the name of the connection.")
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
        String name = context.session().name();
        if (name.isEmpty()) {
            context.reply().nullBulk();
        } else {
            context.reply().bulk(name);
        }
    }
}
