// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.Database;
import dev.cairn.storage.memory.Memory;
import dev.cairn.storage.memory.ScratchLongs;

/**
 * The entries that a scan found: gathered first, outside the Java heap, because a reply begins with how many there are. Good
 * until the next change of the keyspace. Whoever makes one closes it.
 */
final class FoundEntries implements AutoCloseable {
    /** How many entries are read ahead of their use. */
    private static final int AHEAD = 32;

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
        Memory memory = context.keyspace().memory();
        Database database = context.database();
        long[] ahead = new long[(int) Math.min(AHEAD, entries.count())];
        long count = entries.count();
        context.reply().array(count);
        for (long done = 0; done < count; done += AHEAD) {
            int some = (int) Math.min(AHEAD, count - done);
            for (int i = 0; i < some; i++) {
                ahead[i] = entries.get(done + i);
            }
            memory.fetch(ahead, some, Memory.SHORT_REACH);
            for (int i = 0; i < some; i++) {
                context.reply().bulk(database.key(ahead[i]));
            }
        }
    }

    @Override
    public void close() {
        entries.close();
    }
}
