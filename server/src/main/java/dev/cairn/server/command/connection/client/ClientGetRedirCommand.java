// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Tells where invalidations are redirected to: nowhere, as keys are not tracked. */
final class ClientGetRedirCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("getredir", 2, CommandGroup.CONNECTION)
                    .since("6.0.0")
                    .summary(
                            "Returns the client ID to which the connection's tracking notifications"
                                    + " are redirected.")
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

    private static final long NOT_TRACKING = -1;

    @Override
    public void execute(CommandContext context) {
        context.reply().integer(NOT_TRACKING);
    }
}
