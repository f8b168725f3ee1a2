// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.transaction;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Opens a transaction: what follows is queued. */
final class MultiCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("multi", 1, CommandGroup.TRANSACTIONS)
                    .since("1.2.0")
                    .summary("Starts a transaction.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.FAST,
                            CommandFlag.NO_MULTI,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.TRANSACTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.session().transaction().begin();
        context.reply().ok();
    }
}
