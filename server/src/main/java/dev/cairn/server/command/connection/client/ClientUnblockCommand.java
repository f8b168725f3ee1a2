// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.session.Blocker;
import dev.cairn.server.session.Session;

/** Ends another client's wait, as if its time were over or with an error. */
final class ClientUnblockCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("unblock", -3, CommandGroup.CONNECTION)
                    .since("5.0.0")
                    .summary(
                            "Unblocks a client blocked by a blocking command from a different"
                                    + " connection.")
                    .complexity("O(log N) where N is the number of client connections")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final ReplyError UNBLOCKED =
            ReplyError.of("UNBLOCKED client unblocked via CLIENT UNBLOCK");

    @Override
    public void execute(CommandContext context) {
        boolean withError = false;
        if (context.argc() > 3) {
            withError = context.request().is(3, "ERROR");
            if (!withError && !context.request().is(3, "TIMEOUT")) {
                context.refuse("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
                return;
            }
        }
        long id = context.longOrReply(2);
        if (context.refused()) {
            return;
        }
        Session target = context.server().sessions().find(id);
        Blocker blocker = target == null ? null : target.blocker();
        if (blocker == null || !blocker.canBeUnblocked()) {
            context.reply().integer(0);
            return;
        }
        if (withError) {
            context.server().engine().unblock(target, reply -> reply.error(UNBLOCKED));
        } else {
            context.server().engine().unblock(target, blocker::timedOut);
        }
        context.reply().integer(1);
    }
}
