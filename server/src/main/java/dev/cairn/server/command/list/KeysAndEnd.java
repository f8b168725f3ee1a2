// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.list;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.type.list.ListEdit;

/** What LMPOP and BLMPOP are told: a number of keys, the keys, an end, and how many elements. One per command; reused. */
final class KeysAndEnd {
    private static final ReplyError NO_KEYS = ReplyError.of("ERR numkeys should be greater than 0");
    static final ReplyError NO_COUNT = ReplyError.of("ERR count should be greater than 0");

    private int firstKey;
    private int keys;
    private boolean head;
    private long count;

    /** Reads the arguments from the number of keys on. */
    void parseOrReply(CommandContext context, int index) {
        long stated = context.rangeOrReply(index, 1, Long.MAX_VALUE, NO_KEYS);
        if (context.refused()) {
            return;
        }
        if (stated >= context.argc() - index - 1) {
            context.refuse(ReplyError.SYNTAX);
            return;
        }
        firstKey = index + 1;
        keys = (int) stated;
        head = ListAccess.headOrReply(context, firstKey + keys);
        count = 0;
        for (int i = firstKey + keys + 1; i < context.argc() && !context.refused(); i += 2) {
            if (count == 0 && context.request().is(i, "COUNT") && i + 1 < context.argc()) {
                count = context.rangeOrReply(i + 1, 1, Long.MAX_VALUE, NO_COUNT);
            } else {
                context.refuse(ReplyError.SYNTAX);
            }
        }
        count = Math.max(count, 1);
    }

    int firstKey() {
        return firstKey;
    }

    int keys() {
        return keys;
    }

    /** Pops from the first of the lists that there is, and replies; false if there is none, or a key is no list. */
    boolean popOrReply(CommandContext context) {
        for (int i = firstKey; i < firstKey + keys; i++) {
            ListEdit edit = ListAccess.editOrReply(context, context.arg(i));
            if (context.refused()) {
                return false;
            }
            if (edit.entry() != 0) {
                context.reply().array(2);
                context.reply().bulk(context.arg(i));
                long popped = Math.min(count, edit.length());
                ListAccess.popMany(context, edit, head, popped);
                context.effects()
                        .begin(3)
                        .arg(head ? "LPOP" : "RPOP")
                        .arg(context.arg(i))
                        .arg(popped);
                return true;
            }
        }
        return false;
    }
}
