// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.engine;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

import java.util.function.Consumer;

/** A command that does something and then fails as no command should. */
record FaultyCommand(CommandSpec spec, Consumer<CommandContext> before) implements Command {
    FaultyCommand(String name, Consumer<CommandContext> before) {
        this(CommandSpec.of(name, -1, CommandGroup.STRING).flags(CommandFlag.WRITE), before);
    }

    @Override
    public void execute(CommandContext context) {
        before.accept(context);
        if (context.session().blocker() == null) {
            throw new IllegalStateException("a fault on purpose");
        }
    }
}
