// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.type.zset.SortedSetCursor;
import dev.cairn.storage.type.zset.SortedSetEdit;
import dev.cairn.storage.type.zset.SortedSets;

/** Takes members from an end of the first of several sorted sets that is there, and replies with them. */
final class Popping {
    /** So many members are read and then removed, as long as the processor's cache has them. */
    private static final int POPPED_TOGETHER = 1024;

    private Popping() {}

    /** The first of these keys that is there, or 0; refused where it holds another type. */
    static int candidateOrReply(CommandContext context, int firstKey, int keys) {
        for (int i = firstKey; i < firstKey + keys; i++) {
            SortedSetEdit edit = SortedSetAccess.editOrReply(context, i);
            if (context.refused()) {
                return 0;
            }
            if (edit.entry() != 0) {
                return i;
            }
        }
        return 0;
    }

    /** Replies with up to so many members, each with its score, nested if wanted, and removes them. */
    static void pop(CommandContext context, int key, boolean highest, long count, boolean nested) {
        SortedSetEdit edit = SortedSetAccess.editOrReply(context, key);
        for (long left = count; left > 0; ) {
            long some = Math.min(left, POPPED_TOGETHER);
            long length = edit.length();
            reply(context, edit.entry(), highest, some, nested);
            edit.removeRange(highest ? length - some : 0, highest ? length : some);
            left -= some;
        }
    }

    private static void reply(
            CommandContext context, long entry, boolean highest, long count, boolean nested) {
        SortedSets sortedSets = context.database().sortedSets();
        SortedSetCursor cursor =
                sortedSets.cursor(entry, highest ? sortedSets.length(entry) - 1 : 0);
        ReplyWriter reply = context.reply();
        for (long i = 0; i < count; i++) {
            cursor.step(highest);
            if (nested) {
                reply.array(2);
            }
            reply.bulk(cursor.member());
            reply.doubleValue(cursor.score());
        }
    }
}
