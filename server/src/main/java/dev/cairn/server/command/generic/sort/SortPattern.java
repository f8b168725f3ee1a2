// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.generic.sort;

import dev.cairn.server.command.CommandContext;
import dev.cairn.storage.Database;
import dev.cairn.storage.entry.ValueType;
import dev.cairn.storage.memory.ByteSlice;
import dev.cairn.storage.memory.StoredBytes;

/**
 * A pattern that makes an element into the name of a key, {@code weight_*}, or of a field of a hash, {@code data_*->age};
 * {@code #} is the element itself.
 */
final class SortPattern {
    private static final int NONE = -1;

    private final byte[] pattern;
    private final int star;
    private final int keyEnd;
    private final ByteSlice field;
    private final ByteSlice key = new ByteSlice();
    private byte[] name = new byte[64];

    SortPattern(ByteSlice text) {
        pattern = text.toBytes();
        star = indexOf('*', 0);
        int arrow = star == NONE ? NONE : arrow(star + 1);
        keyEnd = arrow == NONE ? pattern.length : arrow;
        field =
                arrow == NONE
                        ? null
                        : new ByteSlice().set(pattern, arrow + 2, pattern.length - arrow - 2);
    }

    /** Whether it names the same for each element. */
    boolean isConstant() {
        return star == NONE;
    }

    /** What it stands for, a view that is good until the next look; null where there is nothing. */
    StoredBytes find(CommandContext context, StoredBytes element) {
        if (pattern.length == 1 && pattern[0] == '#') {
            return element;
        }
        if (star == NONE) {
            return null;
        }
        Database database = context.database();
        long entry = database.find(keyOf(element));
        if (entry == 0) {
            return null;
        }
        if (field == null) {
            return database.type(entry) == ValueType.STRING
                    ? database.strings().value(entry)
                    : null;
        }
        boolean found =
                database.type(entry) == ValueType.HASH && database.hashes().get(entry, field);
        return found ? database.hashes().value() : null;
    }

    private ByteSlice keyOf(StoredBytes element) {
        int behind = keyEnd - star - 1;
        int length = Math.addExact(star + behind, element.length());
        if (name.length < length) {
            name = new byte[length];
        }
        System.arraycopy(pattern, 0, name, 0, star);
        element.copyTo(name, star);
        System.arraycopy(pattern, star + 1, name, star + element.length(), behind);
        return key.set(name, 0, length);
    }

    private int indexOf(char wanted, int from) {
        for (int i = from; i < pattern.length; i++) {
            if (pattern[i] == wanted) {
                return i;
            }
        }
        return NONE;
    }

    /** Where the first arrow stands; one with nothing behind it is part of the key. */
    private int arrow(int from) {
        for (int i = from; i + 1 < pattern.length; i++) {
            if (pattern[i] == '-' && pattern[i + 1] == '>') {
                return i + 2 < pattern.length ? i : NONE;
            }
        }
        return NONE;
    }
}
