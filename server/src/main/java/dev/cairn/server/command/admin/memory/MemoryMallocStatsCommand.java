// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.memory;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.storage.MemoryReport;

/** Tells how the region that holds the data is used. */
final class MemoryMallocStatsCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("malloc-stats", 2, CommandGroup.SERVER)
                    .since("4.0.0")
                    .summary("Returns the allocator statistics.")
                    .complexity("Depends on how much memory is allocated, could be slow")
                    .flags(CommandFlag.LOADING)
                    .tips(
                            "nondeterministic_output",
                            "request_policy:all_shards",
                            "response_policy:special");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        MemoryReport memory = context.keyspace().memoryReport();
        String text =
                "___ Begin region statistics ___\n"
                        + "Reserved: "
                        + memory.reservedBytes()
                        + "\n"
                        + "Committed: "
                        + memory.committedBytes()
                        + "\n"
                        + "Used: "
                        + memory.usedBytes()
                        + ", at most so far: "
                        + memory.peakUsedBytes()
                        + "\n"
                        + "Live blocks: "
                        + memory.liveBlocks()
                        + "\n"
                        + "Tables and indexes: "
                        + memory.overheadBytes()
                        + "\n"
                        + "Keys and values: "
                        + memory.datasetBytes()
                        + "\n"
                        + "Waiting to be freed: "
                        + memory.pendingFreeBytes()
                        + "\n"
                        + "Held for snapshots and replies: "
                        + memory.heldBytes()
                        + "\n"
                        + "--- End region statistics ---\n";
        context.reply().verbatim("txt", text);
    }
}
