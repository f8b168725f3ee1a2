// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.connection.ClientNames;

/** Remembers which library, in which version, the client is made with. */
final class ClientSetInfoCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("setinfo", 4, CommandGroup.CONNECTION)
                    .since("7.2.0")
                    .summary("Sets information specific to the client or connection.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.CONNECTION)
                    .tips("request_policy:all_nodes", "response_policy:all_succeeded");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        boolean isName = context.request().is(2, "LIB-NAME");
        if (!isName && !context.request().is(2, "LIB-VER")) {
            context.refuse("ERR Unrecognized option '" + context.arg(2).toLatin1() + "'");
        } else if (!ClientNames.isValid(context.arg(3))) {
            context.refuse(
                    "ERR "
                            + context.arg(2).toLatin1()
                            + " cannot contain spaces, newlines or special characters.");
        } else {
            String value = context.arg(3).toLatin1();
            if (isName) {
                context.session().libraryName(value);
            } else {
                context.session().libraryVersion(value);
            }
            context.reply().ok();
        }
    }
}
