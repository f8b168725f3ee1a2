// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.tail;

import dev.cairn.aof.LogException;
import dev.cairn.aof.segment.SegmentReader;

import java.io.IOException;

/**
 * A segment, or what is whole of it so far, read and checked from its begin.
 *
 * @param end behind the last whole batch; -1 when there is none
 * @param endOffset where that batch ends in the file
 * @param fromMillis the time of the first batch with changes, 0 without any
 * @param toMillis the time of the last one
 * @param fault what stands behind the last whole batch, or null
 */
public record SegmentSurvey(
        long end, long endOffset, long fromMillis, long toMillis, String fault) {
    /** Reads a segment up to where the next one begins, and makes sure that what was read survives a power loss. */
    public static SegmentSurvey of(TailSegment segment) throws IOException, LogException {
        try (SegmentReader reader = SegmentReader.open(segment.file())) {
            // What is forced now is what the reader finds then, and perhaps more.
            reader.force();
            long end = -1;
            long endOffset = 0;
            long from = 0;
            long to = 0;
            while (end < segment.end() && reader.next()) {
                if (reader.rawLength() > 0) {
                    to = reader.wallTimeMillis();
                    from = from == 0 ? to : from;
                }
                if (!reader.continues()) {
                    end = reader.position() + reader.rawLength();
                    endOffset = reader.endOffset();
                }
            }
            reader.force();
            return new SegmentSurvey(end, endOffset, from, to, reader.fault());
        }
    }
}
