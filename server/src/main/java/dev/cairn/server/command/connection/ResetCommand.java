// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.session.ReplyMode;
import dev.cairn.server.session.Session;

/** Makes the connection as new: no transaction, no watched keys, no name, RESP2, database 0, not authenticated. */
final class ResetCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("reset", 1, CommandGroup.CONNECTION)
                    .since("6.2.0")
                    .summary("Resets the connection.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.FAST,
                            CommandFlag.NO_AUTH,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        Session session = context.session();
        session.forgetTransaction();
        if (session.isMonitor()) {
            session.monitor(false);
            context.server().sessions().monitors().remove(session);
        }
        session.authenticated(false);
        session.database(0);
        session.name("");
        session.replyMode(ReplyMode.ON);
        session.noEvict(false);
        session.noTouch(false);
        session.importSource(false);
        session.protocol(2);
        context.reply().protocol(2);
        context.reply().discard(false);
        context.reply().simple("RESET");
    }
}
