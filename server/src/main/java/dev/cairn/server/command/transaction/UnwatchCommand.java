// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.transaction;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Watches no key any longer. */
final class UnwatchCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("unwatch", 1, CommandGroup.TRANSACTIONS)
                    .since("2.2.0")
                    .summary("Forgets about watched keys of a transaction.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.FAST,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.TRANSACTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        context.session().forgetWatch();
        context.session().transaction().forgetChange();
        context.reply().ok();
    }
}
