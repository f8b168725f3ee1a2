// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.set.Sets;

import java.util.function.Consumer;

/** A walk through one set that looks its members up in others, and shows those of which that says the right thing. */
abstract class MemberWalk implements MemberSearch {
    /** So many found tell how many there are, give or take some hundredths. */
    private static final int SAMPLE = 1024;

    protected final Sets sets;

    /** The set that is walked, then the others, 0 for one that does not exist. */
    protected final long[] entries;

    private long walked;

    MemberWalk(Sets sets, long[] entries) {
        this.sets = sets;
        this.entries = entries;
    }

    /** Whether it is known without a walk that there are none. */
    abstract boolean isEmpty();

    /** Whether the member at which the walk stands is one of those that are sought. */
    abstract boolean isSought(SetCursor walk);

    @Override
    public final long atMost() {
        return isEmpty() ? 0 : sets.size(entries[0]);
    }

    @Override
    public final long forEach(long limit, Consumer<SetCursor> visitor) {
        if (isEmpty()) {
            return 0;
        }
        long shown = 0;
        walked = 0;
        SetCursor cursor = sets.cursor(entries[0]);
        for (long entry : entries) {
            if (entry != 0 && entry != entries[0]) {
                cursor.lookingUpInSet(entry);
            }
        }
        while (shown < limit && cursor.next()) {
            walked++;
            if (isSought(cursor)) {
                visitor.accept(cursor);
                shown++;
            }
        }
        return shown;
    }

    /** The first that are found tell: big sets are walked in the order of hashes. */
    @Override
    public final long expected() {
        if (atMost() <= SAMPLE) {
            return atMost();
        }
        long found = forEach(SAMPLE, member -> {});
        return found < SAMPLE ? found : found * atMost() / walked;
    }
}
