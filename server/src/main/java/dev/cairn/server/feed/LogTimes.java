// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.feed;

import dev.cairn.aof.LogException;
import dev.cairn.aof.tail.LogListing;
import dev.cairn.aof.tail.LogTail;
import dev.cairn.aof.tail.TailSegment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds moments in a log. A clock may have been set back while the log was written: what counts then is the first batch
 * that is later than the moment.
 */
public final class LogTimes {
    private LogTimes() {}

    /**
     * What stands in a log up to a moment.
     *
     * @param position behind the last batch that is not later; the log's begin when all are
     * @param isAnything whether any batch is not later
     */
    public record Reach(long position, boolean isAnything) {}

    /** How far the log of this folder had come at a moment. */
    public static Reach until(Path logFolder, long millis) throws IOException, LogException {
        List<TailSegment> segments = LogListing.of(logFolder).segments();
        for (TailSegment segment : segments.reversed()) {
            try (LogTail tail = new LogTail(logFolder, segment.firstPosition())) {
                if (tail.next(Long.MAX_VALUE) && tail.wallTimeMillis() <= millis) {
                    return scan(tail, millis);
                }
            }
        }
        return new Reach(segments.isEmpty() ? 0 : segments.getFirst().firstPosition(), false);
    }

    private static Reach scan(LogTail tail, long millis) throws IOException, LogException {
        long position = tail.reached();
        while (tail.next(Long.MAX_VALUE) && tail.wallTimeMillis() <= millis) {
            position = tail.reached();
        }
        return new Reach(position, true);
    }
}
