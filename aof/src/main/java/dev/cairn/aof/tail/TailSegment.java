// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.tail;

import java.nio.file.Path;

/**
 * A segment as a reader of the whole log sees it.
 *
 * @param end where the next segment begins; {@link Long#MAX_VALUE} for the newest
 * @param retained whether recovery does not need it any more
 */
public record TailSegment(int number, Path file, long firstPosition, long end, boolean retained) {
    /** Whether nothing is written to it any more. */
    public boolean isSealed() {
        return end != Long.MAX_VALUE;
    }
}
