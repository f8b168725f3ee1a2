// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.storage.type.set.MemberVisitor;

/** A search for members of sets, which finds each once, in no order, and the same whenever it is repeated. */
interface MemberSearch {
    /** So many found tell how many there are, give or take some hundredths. */
    int SAMPLE = 1024;

    /** How many there are at most: so many have to be looked at. */
    long atMost();

    /** Shows the members until so many were shown; returns how many were. */
    long forEach(long limit, MemberVisitor visitor);

    /** How many members the last search has looked at. */
    long walked();

    /** About how many there are. The first that are found tell: big sets are walked in the order of hashes. */
    default long expected() {
        if (atMost() <= SAMPLE) {
            return atMost();
        }
        long found = forEach(SAMPLE, member -> {});
        return found < SAMPLE ? found : found * atMost() / walked();
    }
}
