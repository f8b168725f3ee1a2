// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.log;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Says where the log stands behind everything that has been executed, this client's writes among it. */
final class LogPositionCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("position", 2, CommandGroup.SERVER)
                    .since("9.1.2")
                    .summary("Returns the position of the log behind everything executed so far.")
                    .complexity("O(1)")
                    .flags(CommandFlag.ADMIN, CommandFlag.NO_MULTI);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.server().feed() == null) {
            context.refuse(LogReadCommand.NO_LOG);
            return;
        }
        context.reply().integer(context.server().engine().executedPosition());
    }
}
