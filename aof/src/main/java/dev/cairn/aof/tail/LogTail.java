// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.tail;

import dev.cairn.aof.LogException;
import dev.cairn.aof.segment.SegmentReader;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads whole batches from a position on, across segments, and goes on at the end as more is written.
 *
 * <p>{@link #next} says false where nothing more stands now; asked again, it looks again. What it hands over may not be
 * durable yet: a reader that must never see what a power loss can take back gives {@link #next} a limit that is, or none and
 * calls {@link #force} before it believes what it read.
 */
public final class LogTail implements AutoCloseable {
    private static final int FIRST_PAYLOAD_BYTES = 64 * 1024;
    private static final int MAX_PAYLOAD_BYTES = Integer.MAX_VALUE - 8;

    /** A segment is found under one name after the other while it is written, retained and packed. */
    private static final int FILES_OF_A_SEGMENT = 3;

    private final Path folder;
    private LogListing listing;
    private TailSegment segment;
    private SegmentReader reader;

    /** What has been read: everything before it was handed over, or was not asked for. */
    private long reached;

    private byte[] payload = new byte[FIRST_PAYLOAD_BYTES];
    private int length;
    private long position;
    private long wallTimeMillis;
    private int commandCount;

    /** Behind the last document that was read, wanted or not; -1 before the first. */
    private long seenEnd = -1;

    /** Whether the parts of a batch have been read so far, all but the last. */
    private boolean inBatch;

    /**
     * A reader of the log in this folder.
     *
     * @param from the first batch handed over is the one that ends behind it
     */
    public LogTail(Path logFolder, long from) throws IOException, LogException {
        this.folder = logFolder;
        this.reached = from;
        this.listing = LogListing.of(logFolder);
    }

    /**
     * Goes to the next batch that begins before {@code limit}; false when there is none yet.
     *
     * @param limit {@link Long#MAX_VALUE} for none; what stands before another one is never forced here
     */
    public boolean next(long limit) throws IOException, LogException {
        while (reached < limit) {
            if (reader == null && !open()) {
                return false;
            }
            if (readBatch()) {
                return true;
            }
            if (segment.isSealed()) {
                if (reached < segment.end()) {
                    throw damaged();
                }
                leaveSegment(limit);
            } else if (!relist(limit)) {
                refuseBeyondEnd();
                return false;
            }
        }
        return false;
    }

    /** Opens the segment in which reading goes on; false when there is none yet. */
    private boolean open() throws IOException, LogException {
        for (int look = 0; ; look++) {
            segment = listing.at(reached);
            if (segment != null) {
                try {
                    reader = SegmentReader.open(segment.file());
                    break;
                } catch (NoSuchFileException e) {
                    if (look == FILES_OF_A_SEGMENT) {
                        throw e;
                    }
                }
            } else if (look > 0) {
                refuseGap();
                return false;
            }
            refresh();
        }
        inBatch = false;
        return true;
    }

    /** Reads on to the end of the next wanted batch; false where the segment's documents end, or end for now. */
    private boolean readBatch() throws IOException, LogException {
        while (true) {
            if (reached >= segment.end()) {
                return false;
            }
            if (!reader.next()) {
                return false;
            }
            seenEnd = endOfPart();
            if (!inBatch) {
                position = reader.position();
                length = 0;
                if (position > reached) {
                    throw gap(position);
                }
            }
            boolean unwanted = !inBatch && !reader.continues() && endOfPart() <= reached;
            if (!unwanted && reader.rawLength() > 0) {
                take();
            }
            inBatch = reader.continues();
            if (!inBatch && !unwanted && position + length > reached) {
                wallTimeMillis = reader.wallTimeMillis();
                commandCount = reader.commandCount();
                reached = position + length;
                return true;
            }
        }
    }

    private long endOfPart() {
        return reader.position() + reader.rawLength();
    }

    private void take() throws LogException {
        long total = (long) length + reader.rawLength();
        if (total > MAX_PAYLOAD_BYTES) {
            throw new LogException(
                    "Log segment "
                            + segment.file()
                            + " has a batch of more than "
                            + MAX_PAYLOAD_BYTES
                            + " bytes at position "
                            + position);
        }
        if (total > payload.length) {
            payload = Arrays.copyOf(payload, (int) Math.min(2 * total, MAX_PAYLOAD_BYTES));
        }
        String fault = reader.unpack(payload, length);
        if (fault != null) {
            throw new LogException(
                    "Log segment "
                            + segment.file()
                            + " is damaged at byte "
                            + reader.offset()
                            + ": "
                            + fault);
        }
        length = (int) total;
    }

    /** Looks whether the newest segment has become an older one; false when it has not. */
    private boolean relist(long limit) throws IOException, LogException {
        reader.lookAgain();
        if (isStillNewest()) {
            return false;
        }
        refresh();
        TailSegment now = listing.at(reached);
        if (now == null) {
            refuseGap();
            return false;
        }
        if (now.number() == segment.number()) {
            boolean sealed = now.isSealed() && !segment.isSealed();
            segment = now;
            return sealed;
        }
        if (now.firstPosition() == reached || isBehind(now)) {
            leaveSegment(limit);
            return true;
        }
        return false;
    }

    /** Whether no later segment file is there: a glance at the names, because whoever follows a log asks often. */
    private boolean isStillNewest() {
        String[] names = folder.toFile().list((at, name) -> name.endsWith(".cq4"));
        String own = segment.file().getFileName().toString();
        return names != null
                && List.of(names).contains(own)
                && Arrays.stream(names).noneMatch(name -> name.compareTo(own) > 0);
    }

    private boolean isBehind(TailSegment now) {
        return now.number() > segment.number();
    }

    private void refresh() throws IOException, LogException {
        LogListing fresh = LogListing.of(folder);
        if (listing.id() != null && !listing.id().equals(fresh.id())) {
            throw new LogException(
                    "The folder "
                            + folder
                            + " held log "
                            + listing.id()
                            + " and holds "
                            + (fresh.id() == null ? "none" : "log " + fresh.id())
                            + " now: positions of the one mean nothing in the other. Read the new"
                            + " one from its beginning.");
        }
        listing = fresh;
    }

    /** A position is given out once it is durable, so the log that it belongs to has come that far. */
    private void refuseBeyondEnd() throws LogException {
        if (seenEnd >= 0 && seenEnd < reached && !inBatch) {
            throw new LogException(
                    "The log in "
                            + folder
                            + " ends at position "
                            + seenEnd
                            + ", and is wanted from position "
                            + reached
                            + " on: that position belongs to another log, or to what was lost of"
                            + " this one.");
        }
    }

    /** What stands behind a position can be read only where what stands at it can. */
    private void refuseGap() throws LogException {
        if (listing.firstPosition() > reached) {
            throw new LogException(
                    "The log in "
                            + folder
                            + " begins at position "
                            + listing.firstPosition()
                            + ", and is wanted from position "
                            + reached
                            + " on: what stood before was not retained. log-retention-time and"
                            + " log-retention-size say how much is.");
        }
        for (TailSegment later : listing.segments()) {
            if (later.firstPosition() > reached) {
                throw gap(later.firstPosition());
            }
        }
    }

    private LogException gap(long until) {
        return new LogException(
                "The log in "
                        + folder
                        + " has nothing between position "
                        + reached
                        + " and position "
                        + until
                        + ": a segment is missing, or a snapshot holds what a failed disk lost."
                        + " Changes are to be had from position "
                        + until
                        + " on.");
    }

    private LogException damaged() {
        return new LogException(
                "Log segment "
                        + segment.file()
                        + " is damaged at byte "
                        + reader.offset()
                        + ", position "
                        + reached
                        + ": "
                        + (reader.fault() == null ? "its records end there" : reader.fault())
                        + ", and the log goes on at position "
                        + segment.end()
                        + ". Restore the file from a backup.");
    }

    /** Returns when everything read so far survives a power loss. */
    public void force() throws IOException {
        if (reader != null) {
            reader.force();
        }
    }

    /** The segments as they were listed last. */
    public LogListing listing() {
        return listing;
    }

    /** Everything before this position was handed over, or was not asked for. */
    public long reached() {
        return reached;
    }

    /** Where the batch at hand begins, which may be before the position that was asked for. */
    public long position() {
        return position;
    }

    /** The batch's bytes are the first {@link #length} of these, until the next call. */
    public byte[] payload() {
        return payload;
    }

    public int length() {
        return length;
    }

    public long wallTimeMillis() {
        return wallTimeMillis;
    }

    public int commandCount() {
        return commandCount;
    }

    /** Closes a segment that was read to its end, of which {@link #force} knows nothing afterwards. */
    private void leaveSegment(long limit) throws IOException {
        if (limit == Long.MAX_VALUE && !segment.retained()) {
            reader.force();
        }
        close();
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
