// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.storage.type.set.MemberVisitor;
import dev.cairn.storage.type.set.SetBuilder;
import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.set.Sets;

/** The members of one set that none of several others has. */
final class Subtraction implements MemberSearch {
    private final Sets sets;
    private final long[] entries;
    private final boolean empty;
    private long walked;

    /**
     * @param entries the sets, 0 for one that does not exist; the first is the one that the others are taken from
     */
    Subtraction(Sets sets, long[] entries) {
        this.sets = sets;
        this.entries = entries;
        boolean nothing = entries[0] == 0;
        for (int i = 1; i < entries.length; i++) {
            nothing |= entries[i] == entries[0];
        }
        this.empty = nothing;
    }

    boolean isEmpty() {
        return empty;
    }

    @Override
    public long atMost() {
        return empty ? 0 : sets.size(entries[0]);
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

    @Override
    public long walked() {
        return walked;
    }

    /** By looking each up. */
    @Override
    public long forEach(long limit, MemberVisitor visitor) {
        if (empty) {
            return 0;
        }
        long shown = 0;
        walked = 0;
        SetCursor cursor = sets.cursor(entries[0]);
        for (int i = 1; i < entries.length; i++) {
            if (entries[i] != 0) {
                cursor.lookingUpInSet(entries[i]);
            }
        }
        while (shown < limit && cursor.next()) {
            walked++;
            if (!inOthers(cursor)) {
                visitor.member(cursor.member());
                shown++;
            }
        }
        return shown;
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

    private boolean inOthers(SetCursor walk) {
        for (int i = 1; i < entries.length; i++) {
            if (entries[i] != 0 && sets.contains(entries[i], walk)) {
                return true;
            }
        }
        return false;
    }
}
