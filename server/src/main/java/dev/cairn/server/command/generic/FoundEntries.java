// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic;

import dev.cairn.server.command.CommandContext;

import java.util.Arrays;

/**
 * The entries that a scan found: gathered first, because a reply begins with how many there are. Good until the next
 * change of the keyspace.
 */
final class FoundEntries {
    private static final int FIRST_CAPACITY = 64;

    private long[] entries = new long[FIRST_CAPACITY];
    private int count;

    void add(long entry) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, 2 * count);
        }
        entries[count++] = entry;
    }

    /** Answers with the keys of the entries. */
    void reply(CommandContext context) {
        context.reply().array(count);
        for (int i = 0; i < count; i++) {
            context.reply().bulk(context.database().key(entries[i]));
        }
    }
}
