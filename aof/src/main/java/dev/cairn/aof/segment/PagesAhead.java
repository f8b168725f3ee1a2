// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import java.nio.file.Path;

/**
 * Has the pages that the writer comes to next fetched before it does, by the sync thread.
 *
 * <p>Whoever touches a page of a file for the first time waits until the kernel has zeroed it, and as many behind it as it
 * would read ahead: with a read-ahead of 8 MiB that was 20 ms in which the writer stood still, several times a second.
 * Nothing but time depends on whether a page is fetched.
 *
 * <p>Segments lie one behind the other here, each as long as a segment should be, so that what is ahead may reach into the
 * prepared one. How much is ahead follows what the process has written so far: who writes little has little fetched.
 */
final class PagesAhead {
    static final long LEAST_BYTES = 1L << 20;
    static final long MOST_BYTES = 32L << 20;

    /** The kernel zeroes so much without a break; between two portions the sync thread lets others have the core. */
    static final long PORTION_BYTES = 256L << 10;

    private final LogDisk disk;
    private final long segmentBytes;
    private final long from;

    /** Written by the sync thread; the writer looks whether it is near. */
    private volatile long fetchedUntil;

    /** The log ends at this offset of a segment as yet. */
    PagesAhead(LogDisk disk, long segmentBytes, int segment, long end) {
        this.disk = disk;
        this.segmentBytes = segmentBytes;
        this.from = placeOf(segment, end);
        this.fetchedUntil = from;
    }

    /** Whether a writer who is here has less than half of what should be fetched ahead. Any thread. */
    boolean isDue(int segment, long end) {
        long here = placeOf(segment, end);
        return fetchedUntil - here < ahead(here) / 2;
    }

    /**
     * Fetches the next portion for a writer who is here. The sync thread only.
     *
     * @param next the segment that follows, or null where there is none yet
     * @return whether there is more to fetch
     */
    boolean fetch(Segment segment, long end, SegmentBuilder.BuiltSegment next) {
        long here = placeOf(segment.number(), end);
        long until = here + ahead(here);
        long begin = placeOf(segment.number(), 0);
        long boundary = begin + segmentBytes;
        long at = Math.max(fetchedUntil, here);
        if (at < boundary) {
            return fetch(segment.file(), begin, at, Math.min(until, boundary));
        }
        if (next == null || next.number() != segment.number() + 1) {
            return false;
        }
        return fetch(next.file(), boundary, at, until);
    }

    private boolean fetch(Path file, long begin, long at, long until) {
        long length = Math.min(until - at, PORTION_BYTES);
        if (length <= 0) {
            return false;
        }
        disk.fetch(file, at - begin, length);
        fetchedUntil = at + length;
        return true;
    }

    private long placeOf(int segment, long offset) {
        return segment * segmentBytes + Math.min(offset, segmentBytes);
    }

    private long ahead(long here) {
        return Math.clamp(here - from, LEAST_BYTES, MOST_BYTES);
    }
}
