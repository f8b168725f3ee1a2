// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.storage.type.set.SetBuilder;
import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.set.Sets;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The members that several sets have together. Of few sets they are those of each that none before it has; of many sets
 * they are gathered in a set of its own, which takes one lookup a member.
 */
final class Union implements MemberSearch {
    private static final int FEW_SETS = 4;

    private final Sets sets;
    private final long[] entries;

    /**
     * @param entries the sets, 0 for one that does not exist
     */
    Union(Sets sets, long[] entries) {
        this.sets = sets;
        this.entries = Arrays.stream(entries).filter(entry -> entry != 0).toArray();
    }

    boolean isOfFew() {
        return entries.length <= FEW_SETS;
    }

    @Override
    public long atMost() {
        long all = 0;
        for (long entry : entries) {
            all += sets.size(entry);
        }
        return all;
    }

    /** By looking each up in the sets before its own. */
    @Override
    public long forEach(long limit, Consumer<SetCursor> visitor) {
        long shown = 0;
        for (int i = 0; i < entries.length && shown < limit; i++) {
            shown += newIn(i).forEach(limit - shown, visitor);
        }
        return shown;
    }

    /** The first of the sets are found first, so each tells of itself. */
    @Override
    public long expected() {
        long all = 0;
        for (int i = 0; i < entries.length; i++) {
            all += newIn(i).expected();
        }
        return all;
    }

    private Subtraction newIn(int index) {
        long[] itAndThoseBefore = Arrays.copyOf(entries, index + 1);
        itAndThoseBefore[0] = entries[index];
        itAndThoseBefore[index] = entries[0];
        return new Subtraction(sets, itAndThoseBefore);
    }

    /** Adds the members to a set until that has so many. */
    void build(SetBuilder result, long limit) {
        long most = 0;
        for (long entry : entries) {
            most = Math.max(most, sets.size(entry));
        }
        result.expect(Math.min(most, limit));
        for (long entry : entries) {
            result.addAll(sets.cursor(entry), limit);
        }
    }
}
