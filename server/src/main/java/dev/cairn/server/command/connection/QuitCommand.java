// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Says goodbye: the connection ends when this reply has left. */
final class QuitCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("quit", -1, CommandGroup.CONNECTION)
                    .since("1.0.0")
                    .summary("Closes the connection.")
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
        context.session().closeAfterReplies();
        context.reply().ok();
    }
}
