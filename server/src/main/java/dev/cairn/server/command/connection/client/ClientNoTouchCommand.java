// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Lets the connection's reads leave no trace in the keys' access times. */
final class ClientNoTouchCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("no-touch", 3, CommandGroup.CONNECTION)
                    .since("7.2.0")
                    .summary(
                            "Controls whether commands sent by the client affect the LRU/LFU of"
                                    + " accessed keys.")
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
        boolean on = OnOff.isOnOrReply(context, 2);
        if (!context.refused()) {
            context.session().noTouch(on);
            context.reply().ok();
        }
    }
}
