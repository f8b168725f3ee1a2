// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.CommandContext;
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

    /** Uses what is read ahead, so that the reading is not removed. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    FoundEntries(CommandContext context) {
        this.context = context;
        this.entries = context.keyspace().scratchLongs();
    }

    void add(long entry) {
        entries.add(entry);
    }

    /** Answers with the keys of the entries. */
    void reply() {
        long count = entries.count();
        context.reply().array(count);
        for (long i = 0; i < count; i++) {
            if (i % AHEAD == 0) {
                fetch(i, Math.min(i + AHEAD, count));
            }
            context.reply().bulk(context.database().key(entries.get(i)));
        }
    }

    /** Reads some entries in a loop that does nothing else, so that the waits for their memory overlap. */
    private void fetch(long from, long to) {
        Memory memory = context.keyspace().memory();
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += memory.getLong(entries.get(i));
        }
        touched += sum;
    }

    @Override
    public void close() {
        entries.close();
    }
}
