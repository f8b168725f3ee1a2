// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hyperloglog;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;

/** How commands come to the HyperLogLogs that their arguments name. */
final class HllAccess {
    static final ReplyError CORRUPTED = ReplyError.of("INVALIDOBJ Corrupted HLL object detected");
    private static final ReplyError NO_HYPERLOGLOG =
            ReplyError.of("WRONGTYPE Key is not a valid HyperLogLog string value.");

    private HllAccess() {}

    /** Checks that an entry, unless it is 0, looks like a HyperLogLog. */
    static void checkOrReply(CommandContext context, long entry) {
        if (entry == 0 || context.refused()) {
            return;
        }
        if (!HllLayout.isOne(context.database().strings().value(entry))) {
            context.refuse(NO_HYPERLOGLOG);
        }
    }

    /** Copies the HyperLogLog of an entry that has been checked. */
    static void readOrReply(CommandContext context, long entry, HyperLogLog into) {
        if (!into.read(context.database().strings().value(entry))) {
            context.refuse(CORRUPTED);
        }
    }

    /** Makes the union of what all keys from an index on hold. */
    static void uniteOrReply(CommandContext context, int firstKey, HllUnion union) {
        union.begin();
        for (int i = firstKey; i < context.argc() && !context.refused(); i++) {
            long entry = context.findOrReply(context.arg(i), ValueType.STRING);
            checkOrReply(context, entry);
            if (entry != 0 && !context.refused()) {
                addOrReply(context, entry, union);
            }
        }
    }

    /** Adds the HyperLogLog of an entry that has been checked. */
    static void addOrReply(CommandContext context, long entry, HllUnion union) {
        if (!union.add(context.database().strings().value(entry))) {
            context.refuse(CORRUPTED);
        }
    }

    /** The most bytes of the sparse form. */
    static long sparseLimit(CommandContext context) {
        return context.keyspace().config().hllSparseMaxBytes();
    }
}
