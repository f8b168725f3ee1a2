// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.session.Session;

import java.util.List;

/** Ends connections: the one with an address (the old form), or all that pass the filters. */
final class ClientKillCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("kill", -3, CommandGroup.CONNECTION)
                    .since("2.4.0")
                    .summary("Terminates open connections.")
                    .complexity("O(N) where N is the number of client connections")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION)
                    .changed("2.8.12", "Added new filter format.")
                    .changed("2.8.12", "`ID` option.")
                    .changed("3.2.0", "Added `master` type in for `TYPE` option.")
                    .changed(
                            "5.0.0",
                            "Replaced `slave` `TYPE` with `replica`. `slave` still supported for"
                                    + " backward compatibility.")
                    .changed("6.2.0", "`LADDR` option.")
                    .changed("8.0.0", "`MAXAGE` option.")
                    .changed(
                            "8.0.0",
                            "Replaced `master` `TYPE` with `primary`. `master` still supported for"
                                    + " backward compatibility.")
                    .changed("8.1.0", "`ID` option accepts multiple IDs.")
                    .changed(
                            "9.0.0",
                            "Added filters NAME, IDLE, FLAGS, LIB-NAME, LIB-VER, DB, CAPA, and IP."
                                    + " And negative filters NOT-ID, NOT-TYPE, NOT-ADDR, NOT-LADDR,"
                                    + " NOT-USER, NOT-FLAGS, NOT-NAME, NOT-LIB-NAME, NOT-LIB-VER,"
                                    + " NOT-DB, NOT-CAPA, NOT-IP.");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final int OLD_FORM_ARGUMENTS = 3;

    @Override
    public void execute(CommandContext context) {
        if (context.argc() == OLD_FORM_ARGUMENTS) {
            killAddress(context);
            return;
        }
        ClientFilter filter = ClientFilter.parseOrReply(context, 2, true);
        if (context.refused()) {
            return;
        }
        ClientDescription description = new ClientDescription(context);
        int killed = 0;
        for (Session session : List.copyOf(context.server().sessions().all())) {
            if (filter.accepts(session, description)) {
                kill(context, session);
                killed++;
            }
        }
        context.reply().integer(killed);
    }

    private static void killAddress(CommandContext context) {
        String address = context.arg(2).toLatin1();
        for (Session session : context.server().sessions().all()) {
            if (session.output().remoteAddress().equals(address)) {
                kill(context, session);
                context.reply().ok();
                return;
            }
        }
        context.refuse("ERR No such client");
    }

    private static void kill(CommandContext context, Session session) {
        if (session == context.session()) {
            // The killer still gets its reply.
            session.closeAfterReplies();
        } else {
            session.output().closeNow();
        }
    }
}
