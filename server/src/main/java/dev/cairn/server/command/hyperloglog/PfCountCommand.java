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

/** Estimates how many different elements one or several keys have seen. One key remembers the answer. */
final class PfCountCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("pfcount", -2, CommandGroup.HYPERLOGLOG)
                    .since("2.8.9")
                    .summary(
                            "Returns the approximated cardinality of the set(s) observed by the"
                                    + " HyperLogLog key(s).")
                    .complexity(
                            "O(1) with a very small average constant time when called with a single"
                                    + " key. O(N) with N being the number of keys, and much bigger"
                                    + " constant times, when called with multiple keys.")
                    .flags(CommandFlag.READONLY, CommandFlag.MAY_REPLICATE)
                    .acl(AclCategory.HYPERLOGLOG)
                    .key(
                            KeySpec.range(1, -1, 1, "RW", "access")
                                    .withNotes(
                                            "RW because it may change the internal representation"
                                                    + " of the key, and propagate to replicas"));

    private final HyperLogLog scratch;
    private final HllUnion union;
    private final HllEstimate estimate = new HllEstimate();
    private final byte[] remembered = new byte[Long.BYTES];

    PfCountCommand(HyperLogLog scratch, HllUnion union) {
        this.scratch = scratch;
        this.union = union;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        if (context.argc() == 2) {
            countOne(context);
            return;
        }
        HllAccess.uniteOrReply(context, 1, union);
        if (!context.refused()) {
            context.reply().integer(estimate.of(union.registers()));
        }
    }

    private void countOne(CommandContext context) {
        ByteSlice key = context.arg(1);
        long entry = context.findOrReply(key, ValueType.STRING);
        HllAccess.checkOrReply(context, entry);
        if (context.refused()) {
            return;
        }
        if (entry == 0) {
            context.reply().integer(0);
            return;
        }
        HllAccess.readOrReply(context, entry, scratch);
        if (context.refused()) {
            return;
        }
        if (scratch.isCacheFresh()) {
            context.reply().integer(scratch.cachedCount());
            return;
        }
        union.begin();
        HllAccess.addOrReply(context, entry, union);
        if (context.refused()) {
            return;
        }
        long count = estimate.of(union.registers());
        for (int i = 0; i < Long.BYTES; i++) {
            remembered[i] = (byte) (count >> (8 * i));
        }
        context.database()
                .strings()
                .setRange(key, HllLayout.CACHE_OFFSET, ByteSlice.of(remembered));
        // A command that reads is not logged by itself.
        context.effects().begin(2).arg("PFCOUNT").arg(key);
        context.reply().integer(count);
    }
}
