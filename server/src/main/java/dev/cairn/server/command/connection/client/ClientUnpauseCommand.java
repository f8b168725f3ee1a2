// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.connection.client;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Lets paused clients go on. */
final class ClientUnpauseCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("unpause", 2, CommandGroup.CONNECTION)
                    .since("6.2.0")
                    .summary("Resumes processing commands from paused clients.")
                    .complexity("O(N) Where N is the number of paused clients")
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

    @Override
    public void execute(CommandContext context) {
        context.server().engine().unpause();
        context.reply().ok();
    }
}
