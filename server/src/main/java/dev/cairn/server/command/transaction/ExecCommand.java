// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.transaction;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.session.Session;
import dev.cairn.server.session.Transaction;

/** Runs what was queued, as one batch, unless something was refused or a watched key has changed. */
final class ExecCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("exec", 1, CommandGroup.TRANSACTIONS)
                    .since("1.2.0")
                    .summary("Executes all commands in a transaction.")
                    .complexity("Depends on commands in the transaction")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.SKIP_COMMANDLOG)
                    .acl(AclCategory.TRANSACTION);

    private static final ReplyError NO_TRANSACTION = ReplyError.of("ERR EXEC without MULTI");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        Session session = context.session();
        Transaction transaction = session.transaction();
        if (!transaction.isOpen()) {
            context.refuse(NO_TRANSACTION);
            return;
        }
        if (session.watch() != null) {
            // A watched key that is due but still there goes now, and so shows itself as changed.
            session.watch().removeDue();
        }
        if (transaction.isAborted()) {
            context.refuse(ReplyError.EXEC_ABORT);
        } else if (transaction.isWatchedChanged()) {
            context.reply().nullArray();
        } else {
            session.forgetWatch();
            context.server().engine().runQueued(session);
        }
        session.forgetTransaction();
    }
}
