// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.server.command.AclCategory;
import dev.cairn.server.command.Command;
import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.CommandFlag;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.CommandSpec;
import dev.cairn.server.command.KeySpec;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;

/** Merges several HyperLogLogs, that of the first key among them, into that key. */
final class PfMergeCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("pfmerge", -2, CommandGroup.HYPERLOGLOG)
                    .since("2.8.9")
                    .summary("Merges one or more HyperLogLog values into a single key.")
                    .complexity("O(N) to merge N HyperLogLogs, but with high constant times.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM)
                    .acl(AclCategory.HYPERLOGLOG)
                    .key(KeySpec.at(1, "RW", "access", "insert"))
                    .key(KeySpec.range(2, -1, 1, "RO", "access"));

    private final HyperLogLog scratch;
    private final HllUnion union;

    PfMergeCommand(HyperLogLog scratch, HllUnion union) {
        this.scratch = scratch;
        this.union = union;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        HllAccess.uniteOrReply(context, 1, union);
        if (context.refused()) {
            return;
        }
        ByteSlice key = context.arg(1);
        long entry = context.findForWriteOrReply(key, ValueType.STRING);
        if (entry == 0) {
            scratch.clear();
        } else {
            HllAccess.readOrReply(context, entry, scratch);
        }
        byte[] registers = union.registers();
        if (union.anyDense()) {
            boolean sound = scratch.toDense();
            assert sound : "it has been merged before";
            scratch.putAll(registers);
        } else {
            for (int i = 0; i < registers.length; i++) {
                if (registers[i] > 0) {
                    scratch.raise(i, registers[i], HllAccess.sparseLimit(context));
                }
            }
        }
        scratch.markStale();
        context.database().strings().rewrite(key, scratch.bytes());
        context.reply().ok();
    }
}
