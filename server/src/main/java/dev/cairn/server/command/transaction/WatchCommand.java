// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.transaction;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.session.Session;

/** Watches keys: a transaction that comes after a change of any of them is not run. */
final class WatchCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("watch", -2, CommandGroup.TRANSACTIONS)
                    .since("2.2.0")
                    .summary(
                            "Monitors changes to keys to determine the execution of a transaction.")
                    .complexity("O(1) for every key.")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.FAST,
                            CommandFlag.NO_MULTI,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.TRANSACTION)
                    .key(KeySpec.range(1, -1, 1, "RO"));

    private final WatchBoard board;

    WatchCommand(WatchBoard board) {
        this.board = board;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        Session session = context.session();
        // What has changed already decides: there is no need to look for more.
        if (!session.transaction().isWatchedChanged()) {
            for (int i = 1; i < context.argc(); i++) {
                board.watch(session, context.database(), context.arg(i));
            }
        }
        context.reply().ok();
    }
}
