// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.transaction;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;

/** Gives up a transaction, and watching with it. */
final class DiscardCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("discard", 1, CommandGroup.TRANSACTIONS)
                    .since("2.0.0")
                    .summary("Discards a transaction.")
                    .complexity("O(N), when N is the number of queued commands")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.FAST,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.TRANSACTION);

    private static final ReplyError NO_TRANSACTION = ReplyError.of("ERR DISCARD without MULTI");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (!context.session().transaction().isOpen()) {
            context.refuse(NO_TRANSACTION);
            return;
        }
        context.session().forgetTransaction();
        context.reply().ok();
    }
}
