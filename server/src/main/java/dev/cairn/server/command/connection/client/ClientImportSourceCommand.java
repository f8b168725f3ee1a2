// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Marks a connection as the source of an import. The server has no import mode, so it can only be unmarked. */
final class ClientImportSourceCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("import-source", 3, CommandGroup.CONNECTION)
                    .since("8.1.0")
                    .summary(
                            "Marks this client as an import source when the server is in import"
                                    + " mode.")
                    .complexity("O(1)")
                    .flags(CommandFlag.NOSCRIPT, CommandFlag.LOADING, CommandFlag.STALE)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.request().is(2, "OFF")) {
            context.session().importSource(false);
            context.reply().ok();
        } else {
            context.refuse("ERR Server is not in import mode");
        }
    }
}
