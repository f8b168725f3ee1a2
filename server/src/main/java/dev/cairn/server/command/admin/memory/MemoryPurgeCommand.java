// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.memory;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;

/** Does the freeing that has been put off, as far as that takes no long time. */
final class MemoryPurgeCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("purge", 2, CommandGroup.SERVER)
                    .since("4.0.0")
                    .summary("Asks the allocator to release memory.")
                    .complexity("Depends on how much memory is allocated, could be slow")
                    .flags(CommandFlag.LOADING)
                    .tips("request_policy:all_shards", "response_policy:all_succeeded");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final int STEPS = 100_000;

    @Override
    public void execute(CommandContext context) {
        context.keyspace().purge();
        context.keyspace().housekeep(STEPS);
        context.reply().ok();
    }
}
