// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

/**
 * Has what is appended written to the disk while more is appended, by the sync thread, so that a sync each second finds
 * little left to do.
 *
 * <p>What a sync has to hand to the disk it hands over in one piece, and for that time the kernel gives the core to nobody
 * else: 4 ms for what a second of full speed leaves. In portions it costs the same and holds nobody up.
 *
 * <p>The page that the log ends in is not full yet, and left to the sync. Nothing is durable before a sync says so.
 */
final class EarlyWriteBack {
    /** The least that is worth a call of its own: who writes less than this in a second leaves all to the sync. */
    static final long PORTION_BYTES = 256L << 10;

    private final LogDisk disk;
    private final long segmentBytes;

    /** Written by the sync thread; the writer looks whether there is a portion behind it. */
    private volatile long begunUntil;

    /** The log ends at this offset of a segment as yet. */
    EarlyWriteBack(LogDisk disk, long segmentBytes, int segment, long end) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.begunUntil = placeOf(segment, end);
    }

    /** Whether a log that ends here has a portion that is not on its way to the disk. Any thread. */
    boolean isDue(int segment, long end) {
        return placeOf(segment, end) - from(segment) >= PORTION_BYTES;
    }

    /** Hands over a portion, where there is one, of a log that ends here. The sync thread only. */
    boolean begin(Segment segment, long end) {
        if (!isDue(segment.number(), end)) {
            return false;
        }
        long from = from(segment.number());
        disk.writeBack(segment.file(), from - placeOf(segment.number(), 0), PORTION_BYTES);
        begunUntil = from + PORTION_BYTES;
        return true;
    }

    /** The rest of a segment that was rolled away is the sync's, which follows a roll at once. */
    private long from(int segment) {
        return Math.max(begunUntil, placeOf(segment, 0));
    }

    private long placeOf(int segment, long offset) {
        return segment * segmentBytes
                + (Math.min(offset, segmentBytes) & -SegmentAppender.PAGE_BYTES);
    }
}
