// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.type.list.ListCursor;
import dev.cairn.storage.type.list.ListEdit;

/** How commands take up lists, and tell what they take from them. */
final class ListAccess {
    private ListAccess() {}

    /** The list for changes, which need not exist; refused where the key holds another type. */
    static ListEdit editOrReply(CommandContext context, ByteSlice key) {
        return checkedOrReply(context, context.database().lists().edit(key));
    }

    /** The second list of a command that changes two. */
    static ListEdit targetOrReply(CommandContext context, ByteSlice key) {
        return checkedOrReply(context, context.database().lists().target(key));
    }

    /** Whether an argument names the head of a list, where it has to name one end or the other. */
    static boolean headOrReply(CommandContext context, int index) {
        boolean head = context.request().is(index, "LEFT");
        if (!head && !context.request().is(index, "RIGHT")) {
            context.refuse(ReplyError.SYNTAX);
        }
        return head;
    }

    /** Replies with elements from one end, the outermost first, and removes them. */
    static void popMany(CommandContext context, ListEdit edit, boolean head, long count) {
        long length = edit.length();
        long popped = Math.min(count, length);
        context.reply().array(popped);
        ListCursor cursor =
                context.database().lists().cursor(edit.entry(), head ? 0 : length - 1, head);
        for (long i = 0; i < popped; i++) {
            cursor.next();
            context.reply().bulk(cursor.value());
        }
        edit.removeEnds(head, popped);
        edit.settle();
    }

    private static ListEdit checkedOrReply(CommandContext context, ListEdit edit) {
        long entry = edit.entry();
        if (entry != 0 && context.database().type(entry) != ValueType.LIST) {
            context.refuse(ReplyError.WRONG_TYPE);
        }
        return edit;
    }
}
