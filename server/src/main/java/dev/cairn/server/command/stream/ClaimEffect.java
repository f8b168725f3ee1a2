// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.Effects;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.stream.StreamGroups;
import dev.cairn.storage.type.stream.StreamId;

/** Names what became of pending entries in the log's words: XCLAIM with times and counts that are said, and XGROUP. */
final class ClaimEffect {
    private static final int FIXED_WORDS = 11;

    private final IdText text = new IdText();
    private final StreamId id = new StreamId();

    /** Some entries, delivered to a consumer at the same time as often as each other. */
    void claimed(
            CommandContext context,
            ByteSlice key,
            ByteSlice group,
            ByteSlice consumer,
            IdList ids,
            long delivered,
            long deliveries) {
        Effects effects = begin(context, key, group, ids.count());
        effects.arg(consumer).arg(0);
        for (int i = 0; i < ids.count(); i++) {
            text.arg(effects, ids.get(i, id));
        }
        end(effects, delivered, deliveries);
    }

    /** One entry, which may be gone from the stream: the log's XCLAIM then finds the same. */
    void claimed(
            CommandContext context,
            ByteSlice key,
            ByteSlice group,
            ByteSlice consumer,
            StreamId claimed,
            long delivered,
            long deliveries) {
        Effects effects = begin(context, key, group, 1).arg(consumer).arg(0);
        text.arg(effects, claimed);
        end(effects, delivered, deliveries);
    }

    /** The last entry that was delivered to a group, and how many it has read. */
    void advanced(CommandContext context, ByteSlice key, ByteSlice name, long group) {
        StreamGroups groups = StreamAccess.streams(context).groups();
        Effects effects = context.effects().begin(7).arg("XGROUP").arg("SETID").arg(key).arg(name);
        text.arg(effects, groups.last(group, id)).arg("ENTRIESREAD").arg(groups.entriesRead(group));
    }

    /** A consumer that was made on the way. */
    void created(CommandContext context, ByteSlice key, ByteSlice group, ByteSlice consumer) {
        context.effects()
                .begin(5)
                .arg("XGROUP")
                .arg("CREATECONSUMER")
                .arg(key)
                .arg(group)
                .arg(consumer);
    }

    private static Effects begin(CommandContext context, ByteSlice key, ByteSlice group, int ids) {
        return context.effects().begin(FIXED_WORDS + ids).arg("XCLAIM").arg(key).arg(group);
    }

    private static void end(Effects effects, long delivered, long deliveries) {
        effects.arg("TIME").arg(delivered).arg("RETRYCOUNT").arg(deliveries);
        effects.arg("FORCE").arg("JUSTID");
    }
}
