// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.command.set;

import dev.cairn.storage.type.set.SetCursor;

import java.util.function.Consumer;

/** A search for members of sets, which finds each once, in no order, and the same whenever it is repeated. */
interface MemberSearch {
    /** How many there are at most: so many have to be looked at. */
    long atMost();

    /** Shows the members until so many were shown; returns how many were. */
    long forEach(long limit, Consumer<SetCursor> visitor);

    /** About how many there are. */
    long expected();
}
