// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.type.hash.HashEdit;

/** How commands take up the hash that their first argument names. */
final class HashAccess {
    private HashAccess() {}

    /** The hash for changes, which need not exist; refused where the key holds another type. */
    static HashEdit editOrReply(CommandContext context) {
        HashEdit edit = context.database().hashes().edit(context.arg(1));
        long entry = edit.entry();
        if (entry != 0 && context.database().type(entry) != ValueType.HASH) {
            context.refuse(ReplyError.WRONG_TYPE);
        }
        return edit;
    }
}
