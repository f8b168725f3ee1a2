// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.session.Session;

/** Describes the connections that pass the filters. */
final class ClientListCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("list", -2, CommandGroup.CONNECTION)
                    .since("2.4.0")
                    .summary("Lists open connections.")
                    .complexity("O(N) where N is the number of client connections")
                    .flags(
                            CommandFlag.ADMIN,
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION)
                    .tips("nondeterministic_output")
                    .changed("2.8.12", "Added unique client `id` field.")
                    .changed("5.0.0", "Added optional `TYPE` filter.")
                    .changed("6.0.0", "Added `user` field.")
                    .changed(
                            "6.2.0",
                            "Added `argv-mem`, `tot-mem`, `laddr` and `redir` fields and the"
                                    + " optional `ID` filter.")
                    .changed("7.0.0", "Added `resp`, `multi-mem`, `rbs` and `rbp` fields.")
                    .changed("7.0.3", "Added `ssub` field.")
                    .changed(
                            "8.0.0",
                            "Replaced `master` `TYPE` with `primary`. `master` still supported for"
                                    + " backward compatibility.")
                    .changed("8.1.0", "Added filters USER, ADDR, LADDR, SKIPME, and MAXAGE.")
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

    @Override
    public void execute(CommandContext context) {
        ClientFilter filter = ClientFilter.parseOrReply(context, 2, false);
        if (context.refused()) {
            return;
        }
        ClientDescription description = new ClientDescription(context);
        StringBuilder text = new StringBuilder();
        for (Session session : context.server().sessions().all()) {
            if (filter.accepts(session, description)) {
                text.append(description.line(session)).append('\n');
            }
        }
        context.reply().verbatim("txt", text.toString());
    }
}
