// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.memory;

import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.metrics.ProcessFigures;
import dev.cairn.storage.MemoryReport;

import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;

/** Looks for trouble with memory, and says what it finds in words. */
final class MemoryDoctorCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("doctor", 2, CommandGroup.SERVER)
                    .since("4.0.0")
                    .summary("Outputs a memory problems report.")
                    .complexity("O(1)")
                    .tips(
                            "nondeterministic_output",
                            "request_policy:all_shards",
                            "response_policy:special");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    private static final long LITTLE_BYTES = 5 << 20;
    private static final double MUCH_BELOW_PEAK = 1.5;
    private static final double MUCH_UNUSED = 1.4;
    private static final long NOTABLE_BYTES = 10 << 20;
    private static final long BYTES_PER_CLIENT = 200 << 10;
    private static final double HEAP_NEARLY_FULL = 0.9;

    @Override
    public void execute(CommandContext context) {
        MemoryReport memory = context.keyspace().memoryReport();
        if (memory.usedBytes() < LITTLE_BYTES) {
            context.reply()
                    .verbatim(
                            "txt",
                            "Hi Sam, this instance is empty or is using very little memory, my"
                                + " issues detector can't be used in these conditions. Please,"
                                + " leave for your mission on Earth and fill it with some data. The"
                                + " new Sam and I will be back to our programming as soon as I"
                                + " finished rebooting.\n");
            return;
        }
        List<String> issues = issues(context, memory);
        StringBuilder text = new StringBuilder();
        if (issues.isEmpty()) {
            text.append(
                    "Hi Sam, I can't find any memory issue in your instance. I can only account for"
                            + " what occurs on this base.\n");
        } else {
            text.append("Sam, I detected a few issues in this Cairn instance memory implants:\n\n");
            issues.forEach(issue -> text.append(" * ").append(issue).append("\n\n"));
            text.append("I'm here to keep you safe, Sam. I want to help you.\n");
        }
        context.reply().verbatim("txt", text.toString());
    }

    private static List<String> issues(CommandContext context, MemoryReport memory) {
        List<String> issues = new ArrayList<>();
        if (memory.peakUsedBytes() > memory.usedBytes() * MUCH_BELOW_PEAK) {
            issues.add(
                    "Peak memory: in the past this instance used more than 150% of the memory that"
                        + " it uses now. The region keeps what it has touched, so the process looks"
                        + " larger than its data.");
        }
        if (memory.committedBytes() > memory.usedBytes() * MUCH_UNUSED
                && memory.committedBytes() - memory.usedBytes() > NOTABLE_BYTES) {
            issues.add(
                    "High fragmentation: the region holds over 1.4 times of what live blocks take."
                        + " Blocks of the sizes that were freed will be used again; a restart packs"
                        + " the data anew.");
        }
        if (memory.pendingFreeBytes() > NOTABLE_BYTES) {
            issues.add(
                    "Pending frees: "
                            + memory.pendingFreeBytes()
                            + " bytes of removed values wait to be freed."
                            + " MEMORY PURGE does some of it at once.");
        }
        int clients = Math.max(1, context.server().sessions().count());
        if (MemoryFigures.clientBytes(context) / clients > BYTES_PER_CLIENT) {
            issues.add(
                    "Big client buffers: clients hold over 200 KB each on average. Look for clients"
                        + " that fetch their replies too slowly (CLIENT LIST, omem) or send huge"
                        + " requests (qbuf).");
        }
        MemoryUsage heap = ProcessFigures.heap();
        if (heap.getMax() > 0 && heap.getUsed() > heap.getMax() * HEAP_NEARLY_FULL) {
            issues.add(
                    "Full heap: the JVM's heap, which holds buffers and not the data, is nearly"
                            + " full. Raise -Xmx in conf/jvm.options.");
        }
        return issues;
    }
}
