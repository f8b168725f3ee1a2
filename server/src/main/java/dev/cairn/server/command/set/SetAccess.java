// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.ReplyWriter;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.set.SetBuilder;
import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.set.SetEdit;
import dev.cairn.storage.type.set.Sets;

/** How commands take up the sets that their arguments name. */
final class SetAccess {
    private SetAccess() {}

    /** The set for changes, which need not exist; refused where the key holds another type. */
    static SetEdit editOrReply(CommandContext context, int keyIndex) {
        SetEdit edit = context.database().sets().edit(context.arg(keyIndex));
        long entry = edit.entry();
        if (entry != 0 && context.database().type(entry) != ValueType.SET) {
            context.refuse(ReplyError.WRONG_TYPE);
        }
        return edit;
    }

    /** Answers with all members of a set, which need not exist. */
    static void writeAll(CommandContext context, long entry) {
        ReplyWriter reply = context.reply();
        if (entry == 0) {
            reply.set(0);
            return;
        }
        Sets sets = context.database().sets();
        reply.set(sets.size(entry));
        SetCursor cursor = sets.cursor(entry);
        while (cursor.next()) {
            reply.bulk(cursor.member());
        }
    }

    /**
     * The entries of sets that stand one after the other among the arguments, 0 where there is none; refused where a key
     * holds another type.
     */
    static long[] entriesOrReply(CommandContext context, int firstKey, int count) {
        long[] entries = new long[count];
        for (int i = 0; i < count && !context.refused(); i++) {
            entries[i] = context.findOrReply(context.arg(firstKey + i), ValueType.SET);
        }
        return entries;
    }

    /** Puts what was built under the command's first key, which goes if that is nothing, and answers with its size. */
    static void store(CommandContext context, SetBuilder result) {
        Database database = context.database();
        ByteSlice target = context.arg(1);
        long count = result.count();
        if (result.store(database, target, -1)) {
            database.changed(target);
        } else {
            database.delete(target, true);
        }
        context.reply().integer(count);
    }
}
