// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.hash;

import dev.cairn.server.command.CommandContext;
import dev.cairn.server.command.Effects;

import java.util.Arrays;

/** Some of a command's field arguments, by their indexes: those that it changed. */
final class FieldSelection {
    private static final byte[] HDEL = {'H', 'D', 'E', 'L'};

    private int[] indexes = new int[8];
    private int count;

    void clear() {
        count = 0;
    }

    void add(int index) {
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, 2 * count);
        }
        indexes[count++] = index;
    }

    int count() {
        return count;
    }

    /** Adds the fields to an effect. */
    void append(CommandContext context, Effects effects) {
        for (int i = 0; i < count; i++) {
            effects.arg(context.arg(indexes[i]));
        }
    }

    /** Names as an effect that these fields have been removed; nothing if there are none. */
    void nameRemoval(CommandContext context) {
        if (count > 0) {
            append(context, context.effects().begin(2 + count).arg(HDEL).arg(context.arg(1)));
        }
    }
}
