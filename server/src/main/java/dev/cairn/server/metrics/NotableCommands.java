// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The last commands that exceeded a threshold of one kind: time, size of the request, or size of the reply. What SLOWLOG
 * and COMMANDLOG show.
 *
 * <p>Long commands are shortened, so that the log cannot hold much memory: at most {@value #MOST_ARGUMENTS} arguments,
 * each of at most {@value #MOST_BYTES} bytes, with a word about what is missing.
 */
public final class NotableCommands {
    private static final int MOST_ARGUMENTS = 32;
    private static final int MOST_BYTES = 128;

    /** The words of a command, where they stand; they are copied when they are remembered. */
    public interface Arguments {
        int count();

        int length(int index);

        /** Copies the first bytes of an argument. */
        byte[] head(int index, int length);
    }

    private final Deque<NotableCommand> commands = new ArrayDeque<>();
    private long nextId;
    private long threshold = -1;
    private long mostCommands;

    /** Commands from this value on are remembered; none when it is negative. */
    public void threshold(long value) {
        threshold = value;
    }

    public void mostCommands(long count) {
        mostCommands = count;
        trim();
    }

    /** Whether a command of this value belongs here: one comparison or two on the hot path. */
    public boolean isNotable(long value) {
        return value >= threshold && threshold >= 0;
    }

    public void add(
            long unixSeconds, long value, Arguments arguments, String address, byte[] clientName) {
        if (mostCommands <= 0) {
            return;
        }
        commands.addFirst(
                new NotableCommand(
                        nextId++, unixSeconds, value, shortened(arguments), address, clientName));
        trim();
    }

    /** The newest first. */
    public Collection<NotableCommand> newestFirst() {
        return Collections.unmodifiableCollection(commands);
    }

    public int size() {
        return commands.size();
    }

    public void reset() {
        commands.clear();
    }

    private void trim() {
        while (commands.size() > Math.max(0, mostCommands)) {
            commands.removeLast();
        }
    }

    private static List<byte[]> shortened(Arguments arguments) {
        int count = arguments.count();
        List<byte[]> words = new ArrayList<>();
        for (int i = 0; i < Math.min(count, MOST_ARGUMENTS); i++) {
            int length = arguments.length(i);
            if (count > MOST_ARGUMENTS && i == MOST_ARGUMENTS - 1) {
                words.add(ascii("... (" + (count - MOST_ARGUMENTS + 1) + " more arguments)"));
            } else if (length > MOST_BYTES) {
                byte[] rest = ascii("... (" + (length - MOST_BYTES) + " more bytes)");
                byte[] word =
                        Arrays.copyOf(arguments.head(i, MOST_BYTES), MOST_BYTES + rest.length);
                System.arraycopy(rest, 0, word, MOST_BYTES, rest.length);
                words.add(word);
            } else {
                words.add(arguments.head(i, length));
            }
        }
        return words;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
