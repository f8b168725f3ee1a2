// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.Keyspace;
import dev.cairn.storage.memory.ByteSlice;

/** Finds keys for commands that ask about a key, not for its value: the access clock does not notice. */
final class QuietLookup {
    private QuietLookup() {}

    /** The key's entry, or 0. Counts as a hit or a miss. */
    static long find(CommandContext context, ByteSlice key) {
        Keyspace keyspace = context.keyspace();
        keyspace.noTouch(true);
        long entry = context.database().find(key);
        keyspace.noTouch(context.session().isNoTouch());
        return entry;
    }
}
