// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.admin.latency;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws values as columns of text, with a label written downwards under each:
 *
 * <pre>
 *       #
 *     _ |
 *     | | o
 *   _#|_|o|
 *
 *   7654321
 *   sssssss
 * </pre>
 */
final class Sparkline {
    /** What a row can show of a column: nothing much, half of it, nearly all of it; a bar when there is more above. */
    private static final String LEVELS = "_o#";

    private static final char BAR = '|';

    private final List<Long> values = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    void add(long value, String label) {
        values.add(value);
        labels.add(label);
    }

    /** The drawing, in strips of so many columns. */
    String draw(int columns, int rows) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < values.size(); from += columns) {
            text.append(from > 0 ? "\n" : "");
            drawStrip(text, from, Math.min(from + columns, values.size()), rows);
        }
        return text.toString();
    }

    private void drawStrip(StringBuilder text, int from, int to, int rows) {
        for (int row = rows - 1; row >= 0; row--) {
            for (int i = from; i < to; i++) {
                int level = level(values.get(i), rows) - row * LEVELS.length();
                text.append(level < 0 ? ' ' : level < LEVELS.length() ? LEVELS.charAt(level) : BAR);
            }
            text.append('\n');
        }
        text.append(" ".repeat(to - from)).append('\n');
        int longest = 0;
        for (int i = from; i < to; i++) {
            longest = Math.max(longest, labels.get(i).length());
        }
        for (int line = 0; line < longest; line++) {
            for (int i = from; i < to; i++) {
                String label = labels.get(i);
                text.append(line < label.length() ? label.charAt(line) : ' ');
            }
            text.append('\n');
        }
    }

    /** How high the value reaches between the lowest and the highest, in steps of all rows. */
    private int level(long value, int rows) {
        long low = values.stream().mapToLong(Long::longValue).min().orElseThrow();
        long high = values.stream().mapToLong(Long::longValue).max().orElseThrow();
        int steps = LEVELS.length() * rows;
        long level = (value - low) * steps / Math.max(1, high - low);
        return (int) Math.min(level, steps - 1L);
    }
}
