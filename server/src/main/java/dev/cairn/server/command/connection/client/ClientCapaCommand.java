// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Takes note of what the client can do; what is not known is passed over. */
final class ClientCapaCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("capa", -3, CommandGroup.CONNECTION)
                    .since("8.0.0")
                    .summary("A client claims its capability.")
                    .complexity("O(1)")
                    .flags(
                            CommandFlag.NOSCRIPT,
                            CommandFlag.LOADING,
                            CommandFlag.STALE,
                            CommandFlag.ALLOW_BUSY)
                    .acl(AclCategory.CONNECTION);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        for (int i = 2; i < context.argc(); i++) {
            if (context.request().is(i, "REDIRECT")) {
                context.session().canRedirect(true);
            }
        }
        context.reply().ok();
    }
}
