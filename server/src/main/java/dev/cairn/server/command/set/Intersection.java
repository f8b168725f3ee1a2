// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.set.Sets;

/** The members that several sets share: the smallest is walked, and each of its members looked up in the others. */
final class Intersection extends MemberWalk {
    private final boolean empty;

    /**
     * @param entries the sets, 0 for one that does not exist
     */
    Intersection(Sets sets, long[] entries) {
        super(sets, entries);
        boolean missing = false;
        for (long entry : entries) {
            missing |= entry == 0;
        }
        this.empty = missing;
        if (!missing) {
            sortBySize();
        }
    }

    @Override
    boolean isEmpty() {
        return empty;
    }

    /** The set that is walked. */
    long smallest() {
        return entries[0];
    }

    @Override
    boolean isSought(SetCursor walk) {
        for (int i = 1; i < entries.length; i++) {
            if (entries[i] != entries[0] && !sets.contains(entries[i], walk)) {
                return false;
            }
        }
        return true;
    }

    /** By insertion, so that sets of one size keep their order, which decides the encoding of what is stored. */
    private void sortBySize() {
        for (int i = 1; i < entries.length; i++) {
            long entry = entries[i];
            long size = sets.size(entry);
            int at = i;
            while (at > 0 && sets.size(entries[at - 1]) > size) {
                entries[at] = entries[at - 1];
                at--;
            }
            entries[at] = entry;
        }
    }
}
