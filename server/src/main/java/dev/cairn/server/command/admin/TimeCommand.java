// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Tells the time: seconds, and the microseconds beyond them. */
final class TimeCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("time", 1, CommandGroup.SERVER)
                    .since("2.6.0")
                    .summary("Returns the server time.")
                    .complexity("O(1)")
                    .flags(CommandFlag.LOADING, CommandFlag.STALE, CommandFlag.FAST)
                    .tips("nondeterministic_output");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final long MICROS_PER_SECOND = 1_000_000;

    @Override
    public void execute(CommandContext context) {
        long micros = context.server().engine().nowMicros();
        context.reply().array(2);
        context.reply().bulkLong(micros / MICROS_PER_SECOND);
        context.reply().bulkLong(micros % MICROS_PER_SECOND);
    }
}
