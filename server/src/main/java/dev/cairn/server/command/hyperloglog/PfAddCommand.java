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
import dev.cairn.storage.type.string.Strings;

/** Adds elements; the key is created even without any. */
final class PfAddCommand implements Command {
    private static final CommandSpec SPEC =
            CommandSpec.of("pfadd", -2, CommandGroup.HYPERLOGLOG)
                    .since("2.8.9")
                    .summary(
                            "Adds elements to a HyperLogLog key. Creates the key if it doesn't"
                                    + " exist.")
                    .complexity("O(1) to add every element.")
                    .flags(CommandFlag.WRITE, CommandFlag.DENYOOM, CommandFlag.FAST)
                    .acl(AclCategory.HYPERLOGLOG)
                    .key(KeySpec.at(1, "RW", "insert"));

    private final HyperLogLog scratch;

    PfAddCommand(HyperLogLog scratch) {
        this.scratch = scratch;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void execute(CommandContext context) {
        ByteSlice key = context.arg(1);
        long entry = context.findForWriteOrReply(key, ValueType.STRING);
        HllAccess.checkOrReply(context, entry);
        if (context.refused()) {
            return;
        }
        boolean changed = entry == 0;
        if (entry == 0) {
            scratch.clear();
        } else if (isDense(context, entry)) {
            addInPlace(context, key, entry);
            return;
        } else {
            HllAccess.readOrReply(context, entry, scratch);
        }
        for (int i = 2; i < context.argc() && !context.refused(); i++) {
            long hash = MurmurHash.of(context.arg(i));
            int outcome =
                    scratch.raise(
                            HyperLogLog.register(hash),
                            HyperLogLog.count(hash),
                            HllAccess.sparseLimit(context));
            changed |= outcome == SparseRuns.CHANGED;
            if (outcome == SparseRuns.CORRUPTED) {
                context.refuse(HllAccess.CORRUPTED);
            }
        }
        // What was added before damage was met stays, as in Valkey.
        if (changed) {
            scratch.markStale();
            context.database().strings().rewrite(key, scratch.bytes());
        }
        if (!context.refused()) {
            context.reply().integer(changed ? 1 : 0);
        }
    }

    private static boolean isDense(CommandContext context, long entry) {
        return context.database().strings().byteAt(entry, HllLayout.ENCODING_OFFSET)
                == HllLayout.DENSE;
    }

    /** Raises registers where they are stored: a dense one is long, and most elements change nothing. */
    private static void addInPlace(CommandContext context, ByteSlice key, long found) {
        Strings strings = context.database().strings();
        long entry = found;
        boolean changed = false;
        for (int i = 2; i < context.argc(); i++) {
            long hash = MurmurHash.of(context.arg(i));
            int register = HyperLogLog.register(hash);
            int count = HyperLogLog.count(hash);
            int at = HllLayout.denseByte(register);
            int shift = HllLayout.denseShift(register);
            boolean two = shift > 2;
            int pair = strings.byteAt(entry, at) & 0xff;
            pair |= two ? (strings.byteAt(entry, at + 1) & 0xff) << 8 : 0;
            if (((pair >> shift) & HllLayout.MOST_COUNT) >= count) {
                continue;
            }
            if (!changed) {
                entry = strings.ensureLength(key, HllLayout.DENSE_BYTES);
                int last = strings.byteAt(entry, HllLayout.STALE_OFFSET);
                strings.putByte(entry, HllLayout.STALE_OFFSET, (byte) (last | HllLayout.STALE));
                changed = true;
            }
            pair = (pair & ~(HllLayout.MOST_COUNT << shift)) | (count << shift);
            strings.putByte(entry, at, (byte) pair);
            if (two) {
                strings.putByte(entry, at + 1, (byte) (pair >> 8));
            }
        }
        context.reply().integer(changed ? 1 : 0);
    }
}
