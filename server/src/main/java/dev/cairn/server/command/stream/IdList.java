// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.stream;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.type.stream.StreamId;

import java.util.Arrays;

/** Ids that a command has read or gathered. Reused from call to call; it grows with what comes in. */
final class IdList {
    private static final int KEPT = 1024;

    private final IdArgument argument = new IdArgument();
    private final StreamId id = new StreamId();
    private long[] numbers = new long[16];
    private int count;

    void clear() {
        count = 0;
        if (numbers.length > KEPT) {
            numbers = new long[16];
        }
    }

    /** Reads all arguments from one on, up to another one; refused if one is no id. */
    void parseOrReply(CommandContext context, int from, int to) {
        clear();
        for (int i = from; i < to && !context.refused(); i++) {
            argument.strictOrReply(context, i, 0, id);
            add(id);
        }
    }

    /** Reads arguments from one on as long as they are ids; returns the first that is none. */
    int parseWhileIds(CommandContext context, int from) {
        clear();
        int at = from;
        while (at < context.argc() && argument.isId(context.arg(at), id)) {
            add(id);
            at++;
        }
        return at;
    }

    void add(StreamId added) {
        if (2 * count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        numbers[2 * count] = added.ms();
        numbers[2 * count + 1] = added.seq();
        count++;
    }

    int count() {
        return count;
    }

    StreamId get(int index, StreamId into) {
        return into.set(numbers[2 * index], numbers[2 * index + 1]);
    }
}
