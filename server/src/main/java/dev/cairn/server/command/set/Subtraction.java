// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.storage.type.set.SetBuilder;
import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.set.Sets;

/** The members of one set that none of several others has. */
final class Subtraction extends MemberWalk {
    private final boolean empty;

    /**
     * @param entries the sets, 0 for one that does not exist; the first is the one that the others are taken from
     */
    Subtraction(Sets sets, long[] entries) {
        super(sets, entries);
        boolean nothing = entries[0] == 0;
        for (int i = 1; i < entries.length; i++) {
            nothing |= entries[i] == entries[0];
        }
        this.empty = nothing;
    }

    @Override
    boolean isEmpty() {
        return empty;
    }

    /**
     * Whether it costs less to copy the first set and remove the members of all others, than to look each member of the
     * first up in the others. Valkey's rule, because it decides the encoding of what is stored.
     */
    boolean isCheaperByRemoving() {
        long lookups = 0;
        long removals = 0;
        for (long entry : entries) {
            if (entry != 0) {
                lookups += sets.size(entries[0]);
                removals += sets.size(entry);
            }
        }
        return lookups / 2 > removals;
    }

    /** Builds the difference by removing. */
    void build(SetBuilder result) {
        result.expect(atMost()).addAll(sets.cursor(entries[0]), Long.MAX_VALUE);
        for (int i = 1; i < entries.length && result.count() > 0; i++) {
            if (entries[i] != 0) {
                SetCursor cursor = sets.cursor(entries[i]);
                while (cursor.next()) {
                    result.remove(cursor.member());
                }
            }
        }
    }

    @Override
    boolean isSought(SetCursor walk) {
        for (int i = 1; i < entries.length; i++) {
            if (entries[i] != 0 && sets.contains(entries[i], walk)) {
                return false;
            }
        }
        return true;
    }
}
