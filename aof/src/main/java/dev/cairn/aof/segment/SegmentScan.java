// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;

import java.io.IOException;

/**
 * One segment read from end to end.
 *
 * @param validEnd the position behind its last whole batch; -1 when it has none
 * @param validEndOffset where that batch ends in the file
 * @param durablePosition the highest durable position that any of its documents states
 * @param fault what stands behind the last whole batch, or null when nothing does
 * @param metadataChecksum CRC32C of what Chronicle keeps between the documents
 */
record SegmentScan(
        Segment segment,
        long validEnd,
        long validEndOffset,
        long durablePosition,
        String fault,
        long metadataChecksum) {

    /** Reads the segment; after an unclean stop also what may stand behind its end. */
    static SegmentScan of(Segment segment, boolean searchBeyond) throws IOException, LogException {
        try (SegmentReader reader = SegmentReader.open(segment.file())) {
            long end = -1;
            long endOffset = reader.openingEnd();
            long durable = 0;
            boolean whole = true;
            while (reader.next()) {
                durable = Math.max(durable, reader.durablePosition());
                whole = !reader.continues();
                if (whole) {
                    end = reader.position() + reader.rawLength();
                    endOffset = reader.endOffset();
                }
            }
            String fault = reader.fault();
            if (searchBeyond && reader.ending() != SegmentReader.Ending.CLOSED) {
                SegmentReader.Remains remains = reader.remains();
                durable = Math.max(durable, remains.durablePosition());
                if (fault == null && remains.written()) {
                    fault = "a gap with records behind it";
                }
            }
            if (fault == null && !whole) {
                fault = "a batch without its last part";
            }
            return new SegmentScan(
                    segment, end, endOffset, durable, fault, reader.metadataChecksum());
        }
    }
}
