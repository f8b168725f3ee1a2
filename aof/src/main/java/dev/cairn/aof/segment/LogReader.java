// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.segment;

import dev.cairn.aof.LogException;
import dev.cairn.aof.ReplayHandler;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a log from a position to its end, over all segments, and hands over whole batches.
 *
 * <p>A segment counts up to where a later one begins: after a failed sync, a new segment states again what the old
 * one may have lost.
 */
public final class LogReader {
    private static final int FIRST_PAYLOAD_BYTES = 64 * 1024;
    private static final int MAX_PAYLOAD_BYTES = Integer.MAX_VALUE - 8;
    private static final long PROGRESS_BYTES = 1 << 20;

    private final List<Segment> segments;
    private final long end;
    private final ReplayHandler handler;
    private final long from;

    private byte[] payload = new byte[FIRST_PAYLOAD_BYTES];
    private long position;
    private long reported;

    private LogReader(List<Segment> segments, long from, long end, ReplayHandler handler) {
        this.segments = segments;
        this.from = from;
        this.end = end;
        this.handler = handler;
        this.position = from;
        this.reported = from;
    }

    /** Hands over all batches from one position to another; both are boundaries of batches. */
    public static void read(List<Segment> segments, long from, long end, ReplayHandler handler)
            throws IOException, LogException {
        new LogReader(segments, from, end, handler).readAll();
    }

    private void readAll() throws IOException, LogException {
        if (from > end) {
            throw new LogException(
                    "The log ends at position "
                            + end
                            + ", and is wanted from position "
                            + from
                            + " on: segments are missing at its end, or this log belongs to other"
                            + " snapshots. Restore the missing segments, or use a snapshot that is"
                            + " not newer than the log.");
        }
        int index = segments.size() - 1;
        while (index > 0 && !beginsBy(segments.get(index), from)) {
            index--;
        }
        if (from < end && !beginsBy(segments.get(index), from)) {
            throw new LogException(
                    "The log begins at position "
                            + segments.get(index).firstPosition()
                            + " with segment "
                            + segments.get(index).file()
                            + ", and is wanted from position "
                            + from
                            + " on: the segments before it are missing. Restore them, or use a"
                            + " newer snapshot.");
        }
        while (position < end) {
            readSegment(index);
            index++;
        }
        handler.progress(end - from, end - from);
    }

    private static boolean beginsBy(Segment segment, long position) {
        return segment.firstPosition() >= 0 && segment.firstPosition() <= position;
    }

    private void readSegment(int index) throws IOException, LogException {
        long bound = Math.min(LogRecovery.boundOf(segments, index), end);
        if (position >= bound) {
            return;
        }
        try (SegmentReader reader = SegmentReader.open(segments.get(index).file())) {
            while (position < bound && reader.next()) {
                if (reader.position() == position && reader.rawLength() > 0) {
                    readBatch(reader);
                } else if (reader.position() + reader.rawLength() > position) {
                    throw noBoundary(reader);
                }
            }
            if (position < bound) {
                throw damaged(reader, bound);
            }
        }
    }

    private void readBatch(SegmentReader reader) throws IOException, LogException {
        long wallTimeMillis = reader.wallTimeMillis();
        int commandCount = reader.commandCount();
        int length = take(reader, 0);
        while (reader.continues()) {
            if (!reader.next()) {
                throw damaged(reader, position + length);
            }
            length = take(reader, length);
        }
        handler.batch(position, wallTimeMillis, payload, length, commandCount);
        position += length;
        if (position - reported >= PROGRESS_BYTES) {
            reported = position;
            handler.progress(position - from, end - from);
        }
    }

    /** Unpacks one part behind those before it, into an array that grows with what was really read. */
    private int take(SegmentReader reader, int length) throws LogException {
        long total = (long) length + reader.rawLength();
        if (total > MAX_PAYLOAD_BYTES) {
            throw damaged(reader, "a batch of more than " + MAX_PAYLOAD_BYTES + " bytes", end);
        }
        if (total > payload.length) {
            payload = Arrays.copyOf(payload, (int) Math.min(2 * total, MAX_PAYLOAD_BYTES));
        }
        String fault = reader.unpack(payload, length);
        if (fault != null) {
            throw damaged(reader, fault, end);
        }
        return (int) total;
    }

    private LogException noBoundary(SegmentReader reader) {
        return new LogException(
                "The log is wanted from position "
                        + position
                        + " on, and segment "
                        + reader.file()
                        + " has a batch that begins at position "
                        + reader.position()
                        + " and goes beyond it. Use a snapshot that this log belongs to.");
    }

    private LogException damaged(SegmentReader reader, long bound) {
        String fault = reader.fault() == null ? "its records end there" : reader.fault();
        return damaged(reader, fault, bound);
    }

    private LogException damaged(SegmentReader reader, String fault, long bound) {
        return new LogException(
                "Log segment "
                        + reader.file()
                        + " is damaged at byte "
                        + reader.offset()
                        + ", position "
                        + position
                        + ": "
                        + fault
                        + ", and the log goes on to position "
                        + bound
                        + ". Restore the file from a backup, or use a snapshot that is newer than"
                        + " the damage, or, to lose everything from position "
                        + position
                        + " on, give that position up when opening the log.");
    }
}
