// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.memory;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.server.resp.ReplyError;

/** Tells how many bytes a key takes, with all that its value owns. The figure is exact: nothing is sampled. */
final class MemoryUsageCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("usage", -3, CommandGroup.SERVER)
                    .since("4.0.0")
                    .summary("Estimates the memory usage of a key.")
                    .complexity("O(N) where N is the number of samples.")
                    .flags(CommandFlag.READONLY)
                    .key(KeySpec.at(2, "RO"));

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        for (int i = 3; i < context.argc(); i += 2) {
            if (!context.request().is(i, "SAMPLES") || i + 1 == context.argc()) {
                context.refuse(ReplyError.SYNTAX);
                return;
            }
            long samples = context.longOrReply(i + 1);
            if (context.refused()) {
                return;
            }
            if (samples < 0) {
                context.refuse(ReplyError.SYNTAX);
                return;
            }
        }
        long entry = context.database().peek(context.arg(2));
        if (entry == 0) {
            context.reply().nullBulk();
        } else {
            context.reply().integer(context.database().memoryUsage(entry));
        }
    }
}
