// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.memory.ScratchLongs;

/**
 * The entries that a scan found: gathered first, outside the Java heap, because a reply begins with how many there are. Good
 * until the next change of the keyspace. Whoever makes one closes it.
 */
final class FoundEntries implements AutoCloseable {
    private final CommandContext context;
    private final ScratchLongs entries;

    FoundEntries(CommandContext context) {
        this.context = context;
        this.entries = context.keyspace().scratchLongs();
    }

    void add(long entry) {
        entries.add(entry);
    }

    /** Answers with the keys of the entries. */
    void reply() {
        context.reply().array(entries.count());
        for (long i = 0; i < entries.count(); i++) {
            context.reply().bulk(context.database().key(entries.get(i)));
        }
    }

    @Override
    public void close() {
        entries.close();
    }
}
