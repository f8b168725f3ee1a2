// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.zset;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.zset.SortedSetEdit;

/** How commands take up sorted sets. */
final class SortedSetAccess {
    private SortedSetAccess() {}

    /** The sorted set for changes, which need not exist; refused where the key holds another type. */
    static SortedSetEdit editOrReply(CommandContext context, int key) {
        SortedSetEdit edit = context.database().sortedSets().edit(context.arg(key));
        if (edit.entry() != 0 && context.database().type(edit.entry()) != ValueType.ZSET) {
            context.refuse(ReplyError.WRONG_TYPE);
        }
        return edit;
    }
}
