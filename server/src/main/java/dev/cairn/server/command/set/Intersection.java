// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.storage.type.set.MemberVisitor;
import dev.cairn.storage.type.set.SetCursor;
import dev.cairn.storage.type.set.Sets;

/** The members that several sets share: the smallest is walked, and each of its members looked up in the others. */
final class Intersection implements MemberSearch {
    private final Sets sets;
    private final long[] entries;
    private final boolean empty;
    private long walked;

    /**
     * @param entries the sets, 0 for one that does not exist
     */
    Intersection(Sets sets, long[] entries) {
        this.sets = sets;
        this.entries = entries;
        boolean missing = false;
        for (long entry : entries) {
            missing |= entry == 0;
        }
        this.empty = missing;
        if (!missing) {
            sortBySize();
        }
    }

    boolean isEmpty() {
        return empty;
    }

    /** The set that is walked. */
    long smallest() {
        return entries[0];
    }

    @Override
    public long atMost() {
        return empty ? 0 : sets.size(entries[0]);
    }

    @Override
    public long walked() {
        return walked;
    }

    @Override
    public long forEach(long limit, MemberVisitor visitor) {
        if (empty) {
            return 0;
        }
        long shown = 0;
        walked = 0;
        SetCursor cursor = sets.cursor(entries[0]);
        for (long entry : entries) {
            if (entry != entries[0]) {
                cursor.lookingUpInSet(entry);
            }
        }
        while (shown < limit && cursor.next()) {
            walked++;
            if (inOthers(cursor)) {
                visitor.member(cursor.member());
                shown++;
            }
        }
        return shown;
    }

    private boolean inOthers(SetCursor walk) {
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
